package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.time.Duration;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;

/** Tells one mongod to do one thing, once. */
final class Orders {
  /**
   * How long a reconfig may wait for majorities. Without a bound it waits for ever (manual:
   * replSetReconfig); after it, the new config may or may not be there.
   */
  static final Duration RECONFIG = Duration.ofSeconds(10);

  private static final int STEP_DOWN_SECONDS = 60;
  private static final int CATCH_UP_SECONDS = 8;

  private Orders() {}

  static Outcome initiate(Commands mongod, ReplicaSetConfig config, boolean configServer) {
    try {
      mongod.tell(
          new BsonDocument("replSetInitiate", ConfigDocuments.initial(config, configServer)));
      return new Outcome.Done();
    } catch (MongoException e) {
      return Failures.outcome(e);
    }
  }

  static Outcome reconfig(Commands mongod, ReplicaSetConfig from, ReplicaSetConfig to) {
    return reconfig(mongod, from, to, false);
  }

  static Outcome forceReconfig(Commands mongod, ReplicaSetConfig from, ReplicaSetConfig to) {
    return reconfig(mongod, from, to, true);
  }

  private static Outcome reconfig(
      Commands mongod, ReplicaSetConfig from, ReplicaSetConfig to, boolean force) {
    BsonDocument current;
    try {
      current =
          mongod
              .ask("admin", new BsonDocument("replSetGetConfig", new BsonInt32(1)))
              .getDocument("config");
    } catch (MongoException e) {
      return new Outcome.Stale("the config can't be read again: " + e.getMessage());
    }
    ConfigVersion now = Replies.config(current, Set.of()).version();
    if (!now.equals(from.version())) {
      return new Outcome.Stale("the config is %s by now, not %s".formatted(now, from.version()));
    }
    try {
      BsonDocument command =
          new BsonDocument("replSetReconfig", ConfigDocuments.next(current, from, to));
      if (force) {
        command.append("force", BsonBoolean.TRUE);
      }
      mongod.tell(command.append("maxTimeMS", new BsonInt64(RECONFIG.toMillis())));
      return new Outcome.Done();
    } catch (MongoException e) {
      return Failures.outcome(e);
    }
  }

  /** Recorded: 125 when the election was lost. */
  static Outcome stepUp(Commands mongod) {
    try {
      mongod.tell(new BsonDocument("replSetStepUp", new BsonInt32(1)));
      return new Outcome.Done();
    } catch (MongoException e) {
      return e.getCode() == Codes.COMMAND_FAILED
          ? new Outcome.Stale("the election was lost: " + e.getMessage())
          : Failures.outcome(e);
    }
  }

  /** Never forced: without an electable secondary that is caught up it fails. */
  static Outcome stepDown(Commands mongod) {
    try {
      mongod.tell(
          new BsonDocument("replSetStepDown", new BsonInt32(STEP_DOWN_SECONDS))
              .append("secondaryCatchUpPeriodSecs", new BsonInt32(CATCH_UP_SECONDS)));
      return new Outcome.Done();
    } catch (MongoException e) {
      return e.getCode() == Codes.EXCEEDED_TIME_LIMIT
          ? new Outcome.Refused("no electable secondary caught up: " + e.getMessage())
          : Failures.outcome(e);
    }
  }
}
