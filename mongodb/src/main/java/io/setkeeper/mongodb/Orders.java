package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.time.Duration;
import java.util.Optional;
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
    BsonDocument current;
    try {
      current = config(mongod);
    } catch (MongoException e) {
      return unreadable(e);
    }
    return reconfig(mongod, current, from, to, false);
  }

  /**
   * A secondary's config, and a removed member's too, which may not answer replSetGetConfig but has
   * it on its volume.
   */
  static Outcome forceReconfig(Commands mongod, ReplicaSetConfig from, ReplicaSetConfig to) {
    Optional<BsonDocument> current;
    try {
      current =
          Stored.unlessRefused(() -> Optional.of(config(mongod))).or(new Stored(mongod)::config);
    } catch (MongoException e) {
      return unreadable(e);
    }
    return current
        .map(document -> reconfig(mongod, document, from, to, true))
        .orElseGet(() -> new Outcome.Stale("it has no config any more"));
  }

  private static BsonDocument config(Commands mongod) {
    return mongod
        .ask("admin", new BsonDocument("replSetGetConfig", new BsonInt32(1)))
        .getDocument("config");
  }

  private static Outcome unreadable(MongoException e) {
    return new Outcome.Stale("the config can't be read again: " + Failures.words(e));
  }

  private static Outcome reconfig(
      Commands mongod,
      BsonDocument current,
      ReplicaSetConfig from,
      ReplicaSetConfig to,
      boolean force) {
    ConfigVersion now = Replies.config(current, Set.of()).version();
    if (!now.equals(from.version())) {
      return new Outcome.Stale("the config is %s by now, not %s".formatted(now, from.version()));
    }
    BsonDocument next = ConfigDocuments.next(current, from, to);
    BsonDocument command = new BsonDocument("replSetReconfig", next);
    if (force) {
      // Its term is none of any election's; mongod drops it, and adds to the version (recorded).
      next.remove("term");
      command.append("force", BsonBoolean.TRUE);
    }
    try {
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
          ? new Outcome.Stale("the election was lost: " + Failures.words(e))
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
          ? new Outcome.Refused("no electable secondary caught up: " + Failures.words(e))
          : Failures.outcome(e);
    }
  }
}
