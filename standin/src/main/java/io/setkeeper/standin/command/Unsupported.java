package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.setkeeper.standin.store.Fields;
import java.util.List;
import java.util.Map;

/**
 * What the stand-in can't do and must not seem to: each with MongoDB's own error. The README lists
 * the same.
 */
final class Unsupported {
  private static final int COMMAND_NOT_SUPPORTED = 115;

  private Unsupported() {}

  static MongoServerError error(String what) {
    return new MongoServerError(
        COMMAND_NOT_SUPPORTED,
        "CommandNotSupported",
        "The stand-in mongod does not support " + what + "; run the set with a real mongod");
  }

  /** Refuses options whose effect would silently be missing. */
  static void check(String name, Document command) {
    if (command.get("collation") instanceof Document collation
        && !"simple".equals(collation.get("locale"))) {
      throw error("collations");
    }
    switch (name) {
      case "create" -> create(command);
      case "createindexes" -> Fields.documents(command, "indexes").forEach(Unsupported::index);
      case "aggregate" -> pipeline(command);
      case "find" -> find(command);
      default -> {}
    }
  }

  private static void create(Document command) {
    for (var option :
        List.of("capped", "timeseries", "viewOn", "validator", "clusteredIndex", "collation")) {
      if (command.containsKey(option) && !Boolean.FALSE.equals(command.get(option))) {
        throw error("collections with '" + option + "'");
      }
    }
  }

  private static void index(Document index) {
    for (var option : List.of("expireAfterSeconds", "partialFilterExpression", "collation")) {
      if (index.containsKey(option)) {
        throw error("indexes with '" + option + "'");
      }
    }
    for (Map.Entry<String, Object> key : Fields.document(index, "key").entrySet()) {
      if (key.getValue() instanceof String kind) {
        throw error("indexes of the kind '" + kind + "'");
      }
      if (key.getKey().contains("$**")) {
        throw error("wildcard indexes");
      }
    }
  }

  private static void pipeline(Document command) {
    for (var stage : Fields.documents(command, "pipeline")) {
      for (var name : List.of("$changeStream", "$out", "$merge")) {
        if (stage.containsKey(name)) {
          throw error("the stage " + name);
        }
      }
    }
  }

  private static void find(Document command) {
    if (Fields.isTrue(command, "tailable")) {
      throw error("tailable cursors");
    }
  }
}
