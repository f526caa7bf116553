package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Asks one mongod what it is. */
final class Question {
  /** The databases that every mongod has of its own accord. */
  private static final Set<String> OWN_DATABASES = Set.of("admin", "config", "local");

  private final Commands commands;

  private Question(Commands commands) {
    this.commands = commands;
  }

  /** What it answers; {@link Mongod.Unknown} when it does not. */
  static Mongod ask(Commands commands) {
    try {
      return new Question(commands).state();
    } catch (MongoException e) {
      return Failures.unknown(e);
    } catch (RuntimeException e) {
      // A document that is not as MongoDB's is: what it means is not known.
      return new Mongod.Unknown("its answer can't be understood: " + e, false);
    }
  }

  private Mongod state() {
    BsonDocument status;
    try {
      status = commands.ask("admin", command("replSetGetStatus"));
    } catch (MongoException e) {
      return switch (Failures.answered(e) ? e.getCode() : 0) {
        case Codes.NOT_YET_INITIALIZED -> withoutConfig();
        case Codes.INVALID_REPLICA_SET_CONFIG ->
            new Mongod.Removed(
                storedConfig().map(config -> Replies.config(config, Set.of())), OpTime.NONE);
        default -> throw e;
      };
    }
    return member(status);
  }

  private Mongod member(BsonDocument status) {
    int self = Replies.selfId(status).orElse(-1);
    BsonDocument hello = commands.ask("admin", command("hello"));
    boolean writable = Replies.flag(hello, "isWritablePrimary");
    BsonDocument getConfig = command("replSetGetConfig");
    if (writable) {
      getConfig.append("commitmentStatus", BsonBoolean.TRUE);
    }
    BsonDocument config = commands.ask("admin", getConfig);
    Set<Integer> newlyAdded =
        writable ? storedConfig().map(Replies::newlyAdded).orElse(Set.of()) : Set.of();
    return new Mongod.InSet(
        self,
        ownState(status, self),
        writable,
        Replies.integer(status, "term", -1),
        Replies.config(config.getDocument("config"), newlyAdded),
        Replies.flag(config, "commitmentStatus"),
        Replies.peers(status),
        Duration.ofMillis(
            Replies.integer(
                status,
                "heartbeatIntervalMillis",
                Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL.toMillis())),
        false);
  }

  private static MemberState ownState(BsonDocument status, int self) {
    return Replies.peers(status).stream()
        .filter(p -> p.id() == self)
        .findFirst()
        .map(p -> p.state())
        .orElse(MemberState.UNKNOWN);
  }

  /** A mongod that starts answers 94 too, until it has loaded the config that it has. */
  private Mongod withoutConfig() {
    Optional<BsonDocument> stored = storedConfig();
    if (stored.isPresent()) {
      return new Mongod.Unknown("it is starting, and has not loaded its config yet", false);
    }
    Optional<Boolean> empty = catalogIsEmpty().or(this::databasesAreEmpty);
    return empty.isPresent()
        ? new Mongod.Uninitiated(empty.get(), Optional.empty())
        : new Mongod.Unknown(
            "it has no config, and does not tell whether it has databases of its own", false);
  }

  private Optional<BsonDocument> storedConfig() {
    BsonDocument find =
        new BsonDocument("find", new BsonString("system.replset"))
            .append("limit", new BsonInt32(1))
            .append("singleBatch", BsonBoolean.TRUE);
    BsonDocument cursor = commands.ask("local", find).getDocument("cursor");
    return Replies.documents(cursor, "firstBatch").findFirst();
  }

  /**
   * Whether there are collections outside admin, config and local. It is asked first, because a
   * real mongod refuses listDatabases before it is initiated (source: list_databases.cpp,
   * maintenanceOk; 13436), and answers serverStatus (recorded: uninitiated).
   */
  private Optional<Boolean> catalogIsEmpty() {
    BsonDocument ask = command("serverStatus");
    Set.of("metrics", "wiredTiger", "tcmalloc", "locks", "network", "opcounters")
        .forEach(section -> ask.append(section, new BsonInt32(0)));
    return Replies.document(commands.ask("admin", ask), "catalogStats")
        .filter(stats -> stats.containsKey("internalCollections"))
        .map(
            stats ->
                Replies.integer(stats, "collections", 0)
                        + Replies.integer(stats, "timeseries", 0)
                        + Replies.integer(stats, "views", 0)
                    == 0);
  }

  private Optional<Boolean> databasesAreEmpty() {
    try {
      BsonDocument reply =
          commands.ask("admin", command("listDatabases").append("nameOnly", BsonBoolean.TRUE));
      return Optional.of(
          Replies.documents(reply, "databases")
              .map(database -> database.getString("name").getValue())
              .allMatch(OWN_DATABASES::contains));
    } catch (MongoException e) {
      if (Failures.answered(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static BsonDocument command(String name) {
    return new BsonDocument(name, new BsonInt32(1));
  }
}
