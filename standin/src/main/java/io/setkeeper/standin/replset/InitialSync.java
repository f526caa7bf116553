package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An initial sync that is under way, begun at that moment. */
public record InitialSync(Instant started) {

  Document toDocument(Instant now) {
    return new Document("failedInitialSyncAttempts", 0)
        .append("maxFailedInitialSyncAttempts", 10)
        .append("initialSyncStart", started)
        .append("totalInitialSyncElapsedMillis", Duration.between(started, now).toMillis())
        .append("initialSyncAttempts", List.of());
  }
}
