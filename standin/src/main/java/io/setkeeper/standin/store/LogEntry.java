package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the replicated log holds. Everything that could differ between members (time, generated ids)
 * is fixed in it by the primary.
 */
public sealed interface LogEntry {

  /** When the primary wrote it. */
  Instant at();

  /**
   * A command that changes data.
   *
   * @param at the primary's clock
   * @param database the command's database
   * @param command the command as it is to be executed, without the driver's own fields
   * @param ids one for every statement, for documents that an upsert creates
   * @param retry set for a retryable write
   */
  record Write(
      Instant at, String database, Document command, List<ObjectId> ids, Optional<RetryKey> retry)
      implements LogEntry {}

  /** A replica-set config, as {@code local.system.replset} holds it. */
  record Config(Instant at, Document config) implements LogEntry {}

  /** What setDefaultRWConcern set. */
  record Defaults(Instant at, Document concerns) implements LogEntry {}

  /** Nothing: the first entry of a primary's term. */
  record Noop(Instant at, String message) implements LogEntry {}

  /**
   * Identifies a retryable write, or the part of one that was split over several entries.
   *
   * @param session the session's id
   * @param transaction the {@code txnNumber}
   * @param part counts the entries of one command from 0
   */
  record RetryKey(String session, long transaction, int part) {}

  /** The entry's bytes in the log. */
  default byte[] encode() {
    var document = new Document("at", at());
    switch (this) {
      case Write write -> {
        document.append("db", write.database()).append("write", write.command());
        document.append("ids", write.ids());
        write
            .retry()
            .ifPresent(
                retry ->
                    document
                        .append("lsid", retry.session())
                        .append("txn", retry.transaction())
                        .append("part", retry.part()));
      }
      case Config config -> document.append("config", config.config());
      case Defaults defaults -> document.append("defaults", defaults.concerns());
      case Noop noop -> document.append("noop", noop.message());
    }
    return Bson.encode(document);
  }

  /** The entry of these bytes. */
  static LogEntry decode(ByteBuffer bytes) {
    var document = Bson.decode(bytes);
    var at = Fields.need(document, "at", Instant.class);
    if (document.get("write") instanceof Document command) {
      return new Write(at, Fields.text(document, "db"), command, ids(document), retryKey(document));
    }
    if (document.get("config") instanceof Document config) {
      return new Config(at, config);
    }
    if (document.get("defaults") instanceof Document concerns) {
      return new Defaults(at, concerns);
    }
    return new Noop(at, Fields.text(document, "noop"));
  }

  private static List<ObjectId> ids(Document document) {
    var ids = Fields.need(document, "ids", List.class);
    return ((List<?>) ids).stream().map(ObjectId.class::cast).toList();
  }

  private static Optional<RetryKey> retryKey(Document document) {
    return Fields.find(document, "lsid", String.class)
        .map(
            session ->
                new RetryKey(
                    session,
                    Fields.number(document, "txn"),
                    (int) Fields.number(document, "part")));
  }
}
