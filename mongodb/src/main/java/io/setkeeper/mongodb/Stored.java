package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import io.setkeeper.core.model.OpTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** What a mongod's volume holds, as it can be read without a set. */
final class Stored {
  /** The databases that every mongod has of its own accord. */
  private static final Set<String> OWN_DATABASES = Set.of("admin", "config", "local");

  private final Commands commands;

  Stored(Commands commands) {
    this.commands = commands;
  }

  /** The config in {@code local.system.replset}: with all that replSetGetConfig hides. */
  Optional<BsonDocument> config() {
    return first(new BsonDocument("find", new BsonString("system.replset")));
  }

  /** The last entry of the oplog; {@link OpTime#NONE} where there is none. */
  OpTime written() {
    return first(
            new BsonDocument("find", new BsonString("oplog.rs"))
                .append("sort", new BsonDocument("$natural", new BsonInt32(-1))))
        .map(Replies::opTime)
        .orElse(OpTime.NONE);
  }

  /**
   * Whether there is no database but those that every mongod has; empty when it does not tell.
   *
   * <p>serverStatus is asked first, because a real mongod refuses listDatabases before it is
   * initiated (source: list_databases.cpp, maintenanceOk; 13436), and answers serverStatus
   * (recorded: uninitiated).
   */
  Optional<Boolean> empty() {
    return unlessRefused(this::catalogIsEmpty).or(() -> unlessRefused(this::databasesAreEmpty));
  }

  /**
   * What is asked for; empty when the server answers that it does not tell.
   *
   * @throws MongoException when it does not answer at all
   */
  static <T> Optional<T> unlessRefused(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      if (Failures.answered(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<BsonDocument> first(BsonDocument find) {
    find.append("limit", new BsonInt32(1)).append("singleBatch", BsonBoolean.TRUE);
    BsonDocument cursor = commands.ask("local", find).getDocument("cursor");
    return Replies.documents(cursor, "firstBatch").findFirst();
  }

  private Optional<Boolean> catalogIsEmpty() {
    BsonDocument ask = new BsonDocument("serverStatus", new BsonInt32(1));
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
    BsonDocument ask =
        new BsonDocument("listDatabases", new BsonInt32(1)).append("nameOnly", BsonBoolean.TRUE);
    return Optional.of(
        Replies.documents(commands.ask("admin", ask), "databases")
            .map(database -> database.getString("name").getValue())
            .allMatch(OWN_DATABASES::contains));
  }
}
