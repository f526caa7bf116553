package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.setkeeper.standin.store.LogEntry.RetryKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The outcomes of each session's latest retryable write, so that a driver's second attempt gets the
 * first one's answer. Part of the replicated state; the longest unused session is forgotten first.
 */
final class Outcomes {
  private static final int MOST_SESSIONS = 10_000;

  private record Session(long transaction, Map<Integer, byte[]> parts) {}

  private final LinkedHashMap<String, Session> sessions = new LinkedHashMap<>();

  /**
   * The reply of an earlier attempt.
   *
   * @throws MongoServerError 225 when the session is already past this write
   */
  Optional<Document> find(RetryKey key) {
    var session = sessions.get(key.session());
    if (session == null || session.transaction() < key.transaction()) {
      return Optional.empty();
    }
    if (session.transaction() > key.transaction()) {
      throw new MongoServerError(
          225,
          "TransactionTooOld",
          "Retryable write with txnNumber %d is prohibited on session %s because a newer retryable"
                  .formatted(key.transaction(), key.session())
              + " write with txnNumber %d has already started on this session."
                  .formatted(session.transaction()));
    }
    return Optional.ofNullable(session.parts().get(key.part())).map(Bson::decode);
  }

  void remember(RetryKey key, Document reply) {
    var session = sessions.remove(key.session());
    if (session == null || session.transaction() != key.transaction()) {
      session = new Session(key.transaction(), new HashMap<>());
    }
    session.parts().put(key.part(), Bson.encode(reply));
    sessions.put(key.session(), session);
    if (sessions.size() > MOST_SESSIONS) {
      sessions.pollFirstEntry();
    }
  }

  /** One document for every remembered reply, the longest unused session first. */
  Stream<Document> dump() {
    return sessions.entrySet().stream()
        .flatMap(
            session ->
                session.getValue().parts().entrySet().stream()
                    .map(
                        part ->
                            new Document("lsid", session.getKey())
                                .append("txn", session.getValue().transaction())
                                .append("part", part.getKey())
                                .append("reply", Bson.decode(part.getValue()))));
  }

  void restore(List<Document> dump) {
    sessions.clear();
    for (var line : dump) {
      remember(
          new RetryKey(
              Fields.text(line, "lsid"),
              Fields.number(line, "txn"),
              (int) Fields.number(line, "part")),
          Fields.document(line, "reply"));
    }
  }
}
