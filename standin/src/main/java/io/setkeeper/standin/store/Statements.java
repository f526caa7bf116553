package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.netty.channel.Channel;
import io.netty.channel.local.LocalChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Executes a command of the log, statement by statement as MongoDB does: an ordered batch ends at
 * its first error, {@code n} counts what was done, an upsert gets the id that the log holds.
 */
final class Statements {
  private static final Channel NOBODY = new LocalChannel();

  private final StoreBackend backend;

  Statements(StoreBackend backend) {
    this.backend = backend;
  }

  /**
   * The command's reply.
   *
   * @throws MongoServerException when the command as a whole is refused
   */
  Document execute(String database, Document command, List<ObjectId> ids) {
    String name = command.keySet().iterator().next();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "insert" -> insert(database, command);
      case "update" -> update(database, command, ids);
      case "delete" -> delete(database, command);
      case "findandmodify" -> findAndModify(database, name, command, ids);
      default -> run(database, name, command);
    };
  }

  private Document run(String database, String name, Document command) {
    return backend.handleCommand(NOBODY, database, name, command);
  }

  private Document insert(String database, Document command) {
    var documents = Fields.documents(command, "documents");
    boolean ordered = ordered(command);
    command.put("ordered", ordered);
    var reply = run(database, "insert", command);
    if (reply.containsKey("writeErrors")) {
      var errors = Fields.documents(reply, "writeErrors");
      long first = Fields.number(errors.getFirst(), "index");
      reply.put("n", ordered ? (int) first : documents.size() - errors.size());
    }
    return reply;
  }

  private Document update(String database, Document command, List<ObjectId> ids) {
    var result = new Batch(ordered(command));
    var updates = Fields.documents(command, "updates");
    for (int index = 0; index < updates.size() && result.goesOn(); index++) {
      var statement = with(command, "updates", updates.get(index));
      var id = index < ids.size() ? ids.get(index) : null;
      result.add(
          index,
          () -> {
            var reply = run(database, "update", statement);
            if (id != null && reply.get("upserted") instanceof Iterable<?> upserts) {
              for (var upserted : upserts) {
                fixId(database, Fields.text(command, "update"), (Document) upserted, statement, id);
              }
            }
            return reply;
          });
    }
    return result.reply().append("nModified", result.modified);
  }

  private Document delete(String database, Document command) {
    var result = new Batch(ordered(command));
    var deletes = Fields.documents(command, "deletes");
    for (int index = 0; index < deletes.size() && result.goesOn(); index++) {
      var statement = with(command, "deletes", deletes.get(index));
      result.add(index, () -> run(database, "delete", statement));
    }
    return result.reply();
  }

  private Document findAndModify(
      String database, String name, Document command, List<ObjectId> ids) {
    String collection = Fields.text(command, name);
    boolean remove = Boolean.TRUE.equals(command.get("remove"));
    boolean upsert = Boolean.TRUE.equals(command.get("upsert"));
    boolean returnNew = Boolean.TRUE.equals(command.get("new"));
    // The projection is applied here: the id of an upserted document must be seen.
    var projection = command.remove("fields");
    command.put("new", returnNew || upsert);
    var before = upsert ? firstMatch(database, collection, command) : null;
    if (upsert && before != null) {
      command.put("new", returnNew);
    }
    var reply = run(database, name, command);
    var result = new Document();
    if (upsert && before == null) {
      var created = Fields.document(reply, "value");
      var upserted = new Document("_id", created.get("_id"));
      if (!ids.isEmpty()) {
        fixId(database, collection, upserted, command, ids.getFirst());
      }
      var id = upserted.get("_id");
      result.put(
          "lastErrorObject",
          new Document("n", 1).append("updatedExisting", false).append("upserted", id));
      result.put("value", returnNew ? byId(database, collection, id) : null);
    } else {
      var found = reply.get("value");
      var last = new Document("n", found == null ? 0 : 1);
      if (!remove) {
        last.append("updatedExisting", found != null);
      }
      result.append("lastErrorObject", last).append("value", found);
    }
    if (projection instanceof Document fields && result.get("value") instanceof Document value) {
      result.put("value", Projections.project(value, fields));
    }
    return result.append("ok", 1.0);
  }

  private @Nullable Document firstMatch(String database, String collection, Document command) {
    var find =
        new Document("find", collection).append("filter", command.get("query")).append("limit", 1);
    return first(run(database, "find", find));
  }

  private @Nullable Document byId(String database, String collection, @Nullable Object id) {
    var find = new Document("find", collection).append("filter", new Document("_id", id));
    return first(run(database, "find", find));
  }

  private static @Nullable Document first(Document reply) {
    var batch = Fields.firstBatch(reply);
    return batch.isEmpty() ? null : batch.getFirst();
  }

  /** Gives an upserted document the log's id where mongo-java-server made one up. */
  private void fixId(
      String database, String name, Document upserted, Document statement, ObjectId id) {
    if (!(upserted.get("_id") instanceof ObjectId made) || contains(statement, made)) {
      return;
    }
    var collection = backend.resolveDatabase(database).resolveCollection(name, true);
    for (var document : List.copyOf(list(collection.handleQuery(new Document("_id", made))))) {
      collection.removeDocument(document);
      var fixed = document.cloneDeeply();
      fixed.put("_id", id);
      collection.addDocument(fixed);
    }
    upserted.put("_id", id);
  }

  private static <T> List<T> list(Iterable<T> items) {
    var list = new ArrayList<T>();
    items.forEach(list::add);
    return list;
  }

  private static boolean contains(@Nullable Object value, ObjectId id) {
    return switch (value) {
      case ObjectId other -> other.equals(id);
      case Document document -> document.values().stream().anyMatch(item -> contains(item, id));
      case List<?> items -> items.stream().anyMatch(item -> contains(item, id));
      case null, default -> false;
    };
  }

  private static boolean ordered(Document command) {
    return !Boolean.FALSE.equals(command.get("ordered"));
  }

  private static Document with(Document command, String key, Document statement) {
    var single = command.clone();
    single.put(key, List.of(statement));
    return single;
  }

  /** Adds up the replies of single statements. */
  private static final class Batch {
    private final boolean ordered;
    private final List<Document> errors = new ArrayList<>();
    private final List<Document> upserted = new ArrayList<>();
    private int n;
    private int modified;

    Batch(boolean ordered) {
      this.ordered = ordered;
    }

    boolean goesOn() {
      return !ordered || errors.isEmpty();
    }

    void add(int index, java.util.function.Supplier<Document> statement) {
      Document reply;
      try {
        reply = statement.get();
      } catch (MongoServerException e) {
        errors.add(error(index, e));
        return;
      }
      n += number(reply.get("n"));
      modified += number(reply.get("nModified"));
      if (reply.get("upserted") instanceof Iterable<?> upserts) {
        for (var upsert : upserts) {
          upserted.add(new Document("index", index).append("_id", ((Document) upsert).get("_id")));
        }
      }
      if (reply.get("writeErrors") instanceof Iterable<?> failed) {
        for (var failure : failed) {
          errors.add(new Document((Document) failure).append("index", index));
        }
      }
    }

    private static Document error(int index, MongoServerException e) {
      var error = new Document("index", index);
      if (e instanceof MongoServerError coded) {
        error.append("code", coded.getCode());
      } else {
        error.append("code", 8);
      }
      return error.append("errmsg", e.getMessageWithoutErrorCode());
    }

    private static int number(@Nullable Object value) {
      return value instanceof Number number ? number.intValue() : 0;
    }

    Document reply() {
      var reply = new Document("n", n);
      if (!upserted.isEmpty()) {
        reply.append("upserted", upserted);
      }
      if (!errors.isEmpty()) {
        reply.append("writeErrors", errors);
      }
      return reply.append("ok", 1.0);
    }
  }
}
