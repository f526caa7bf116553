package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.setkeeper.standin.member.Member;
import io.setkeeper.standin.replset.DefaultConcerns;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.store.Fields;
import java.time.Duration;
import java.util.Optional;

/**
 * How many members must have a write before it is acknowledged. A majority always has: only a
 * larger number makes a difference.
 *
 * @param members how many, 0 for a majority
 * @param asked what the client sent, or what setDefaultRWConcern set
 * @param provenance which of them it is, in mongod's word
 * @param timeout how long to wait for them
 */
record WriteConcern(int members, Document asked, String provenance, Optional<Duration> timeout) {

  static WriteConcern of(Document command, DefaultConcerns defaults) {
    var supplied = Fields.find(command, "writeConcern", Document.class);
    return supplied.isPresent()
        ? of(supplied.get(), "clientSupplied")
        : defaults
            .set()
            .map(setting -> of(setting.writeConcern(), "customDefault"))
            .orElseGet(() -> of(new Document(), "implicitDefault"));
  }

  private static WriteConcern of(Document asked, String provenance) {
    long millis = Fields.number(asked, "wtimeout", 0);
    var timeout = millis <= 0 ? Optional.<Duration>empty() : Optional.of(Duration.ofMillis(millis));
    return switch (asked.get("w")) {
      case Number number -> new WriteConcern(number.intValue(), asked, provenance, timeout);
      case String word when !word.equals("majority") ->
          throw new MongoServerError(
              79,
              "UnknownReplWriteConcern",
              "No write concern mode named '" + word + "' found in replica set configuration");
      case null, default -> new WriteConcern(0, asked, provenance, timeout);
    };
  }

  /**
   * Waits for the members beyond the majority; a {@code writeConcernError} when they don't come.
   */
  Optional<Document> failure(Member member) throws InterruptedException {
    if (members <= 1 || !(member.state() instanceof ReplicaSetState.Member state)) {
      return Optional.empty();
    }
    long bearing = state.config().members().stream().filter(m -> !m.arbiterOnly()).count();
    if (members > bearing) {
      return Optional.of(
          error(MongoError.UNSATISFIABLE_WRITE_CONCERN, "Not enough data-bearing nodes"));
    }
    return member.isReplicatedTo(members, timeout.orElse(Duration.ofDays(1)))
        ? Optional.empty()
        : Optional.of(error(MongoError.WRITE_CONCERN_FAILED, "waiting for replication timed out"));
  }

  private Document error(MongoError error, String message) {
    var info = new Document("writeConcern", asked.clone().append("provenance", provenance));
    if (error == MongoError.WRITE_CONCERN_FAILED) {
      info.append("wtimeout", true);
    }
    return new Document("code", error.code())
        .append("codeName", error.codeName())
        .append("errmsg", message)
        .append("errInfo", info);
  }
}
