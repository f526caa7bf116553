package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.store.Bson;
import io.setkeeper.standin.store.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes of a writing command what goes into the log: with ids and times fixed, so that it does the
 * same on every member, and in parts that an entry can hold.
 */
final class Preparation {
  private static final int PART_BYTES = 2 << 20;

  /**
   * One entry's worth of a command.
   *
   * @param command what the entry executes
   * @param ids an id for each statement's upsert
   * @param first the index of its first statement in the whole command
   */
  record Part(Document command, List<ObjectId> ids, int first) {}

  private Preparation() {}

  static List<Part> parts(String name, Document command, Instant now) {
    return switch (name) {
      case "insert" -> split(command, "documents", now);
      case "update" -> split(command, "updates", now);
      case "delete" -> split(command, "deletes", now);
      case "findandmodify" -> {
        var fixed = command.clone();
        if (fixed.containsKey("update")) {
          fixed.put("update", update(fixed.get("update"), now));
        }
        yield List.of(new Part(fixed, List.of(new ObjectId()), 0));
      }
      default -> List.of(new Part(command, List.of(), 0));
    };
  }

  private static List<Part> split(Document command, String key, Instant now) {
    var statements = Fields.documents(command, key);
    var parts = new ArrayList<Part>();
    var batch = new ArrayList<Document>();
    int first = 0;
    int bytes = 0;
    for (var statement : statements) {
      var fixed = fix(key, statement, now);
      int size = statements.size() == 1 ? 0 : Bson.encode(fixed).length;
      if (!batch.isEmpty() && bytes + size > PART_BYTES) {
        parts.add(part(command, key, batch, first));
        first += batch.size();
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(fixed);
      bytes += size;
    }
    parts.add(part(command, key, batch, first));
    return parts;
  }

  private static Part part(Document command, String key, List<Document> batch, int first) {
    var part = command.clone();
    part.put(key, batch);
    var ids =
        key.equals("updates")
            ? batch.stream().map(_ -> new ObjectId()).toList()
            : List.<ObjectId>of();
    return new Part(part, ids, first);
  }

  private static Document fix(String key, Document statement, Instant now) {
    return switch (key) {
      case "documents" -> withId(statement);
      case "updates" -> {
        var fixed = statement.clone();
        fixed.put("u", update(Fields.need(statement, "u", Object.class), now));
        refuseCollation(statement);
        yield fixed;
      }
      default -> {
        refuseCollation(statement);
        yield statement;
      }
    };
  }

  private static void refuseCollation(Document statement) {
    if (statement.containsKey("collation")) {
      throw Unsupported.error("collations");
    }
  }

  private static Document withId(Document document) {
    if (document.containsKey("_id")) {
      return document;
    }
    return new Document("_id", newId()).appendAll(document);
  }

  /** As drivers make them: the time first, so that they sort by it. */
  private static ObjectId newId() {
    byte[] bytes = new ObjectId().toByteArray().clone();
    int seconds = (int) Instant.now().getEpochSecond();
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (seconds >> (24 - 8 * i));
    }
    return new ObjectId(bytes);
  }

  /** An update with {@code $currentDate} turned into what it means now. */
  private static Document update(Object update, Instant now) {
    if (!(update instanceof Document operators)) {
      throw Unsupported.error("updates by a pipeline");
    }
    if (!(operators.get("$currentDate") instanceof Document dates)) {
      return operators;
    }
    var fixed = operators.clone();
    fixed.remove("$currentDate");
    var set = new Document();
    Fields.find(operators, "$set", Document.class).ifPresent(set::putAll);
    dates.forEach((field, type) -> set.put(field, current(type, now)));
    fixed.put("$set", set);
    return fixed;
  }

  private static Object current(Object type, Instant now) {
    boolean timestamp =
        type instanceof Document kind
            && "timestamp".equals(String.valueOf(kind.get("$type")).toLowerCase(Locale.ROOT));
    return timestamp ? new BsonTimestamp(now, 1) : now;
  }
}
