package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.store.Fields;
import io.setkeeper.standin.store.LogEntry.RetryKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The fields that any command may carry beside its own. */
final class Args {
  private static final Set<String> GENERIC =
      Set.of(
          "lsid",
          "txnNumber",
          "stmtId",
          "stmtIds",
          "startTransaction",
          "autocommit",
          "$db",
          "$clusterTime",
          "$readPreference",
          "readConcern",
          "writeConcern",
          "maxTimeMS",
          "apiVersion",
          "apiStrict",
          "apiDeprecationErrors",
          "comment",
          "$configTime",
          "$topologyTime",
          "$client",
          "bypassDocumentValidation");

  private Args() {}

  /** The command without them. */
  static Document own(Document command) {
    var own = new Document();
    command.forEach(
        (key, value) -> {
          if (!GENERIC.contains(key)) {
            own.put(key, value);
          }
        });
    return own;
  }

  static boolean inTransaction(Document command) {
    return command.containsKey("startTransaction") || command.containsKey("autocommit");
  }

  /** Set for a retryable write. */
  static Optional<RetryKey> retryKey(Document command) {
    return Fields.find(command, "lsid", Document.class)
        .filter(_ -> command.get("txnNumber") instanceof Number)
        .map(
            lsid ->
                new RetryKey(
                    String.valueOf(lsid.get("id")), Fields.number(command, "txnNumber"), 0));
  }

  /** Whether a secondary may answer. */
  static boolean secondaryOk(Document command) {
    return Fields.find(command, "$readPreference", Document.class)
        .map(preference -> !"primary".equals(preference.get("mode")))
        .orElse(false);
  }

  static Optional<BsonTimestamp> afterClusterTime(Document command) {
    return Fields.find(command, "readConcern", Document.class)
        .flatMap(concern -> Fields.find(concern, "afterClusterTime", BsonTimestamp.class));
  }

  static String readConcern(Document command) {
    return Fields.find(command, "readConcern", Document.class)
        .flatMap(concern -> Fields.find(concern, "level", String.class))
        .orElse("local");
  }

  /** How long the client waits at the most. */
  static Duration maxTime(Document command) {
    long millis = Fields.number(command, "maxTimeMS", 0);
    return millis <= 0 ? Duration.ofDays(1) : Duration.ofMillis(millis);
  }
}
