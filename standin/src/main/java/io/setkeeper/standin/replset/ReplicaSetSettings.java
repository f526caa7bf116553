package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Optional;

/**
 * The {@code settings} of a config, with mongod's defaults filled in.
 *
 * @param chainingAllowed whether secondaries may copy from secondaries
 * @param heartbeatIntervalMillis the pause between heartbeats, in milliseconds
 * @param heartbeatTimeoutSecs after which a member counts as down, in seconds
 * @param electionTimeoutMillis how long a set without a primary waits, in milliseconds
 * @param catchUpTimeoutMillis how long a new primary catches up; -1 is without limit
 * @param catchUpTakeoverDelayMillis when a fresher member takes over; -1 is never
 * @param getLastErrorModes write concerns by tags
 * @param getLastErrorDefaults kept as given; only the default is allowed from 5.0 on
 * @param replicaSetId the set's identity, given by replSetInitiate
 */
public record ReplicaSetSettings(
    boolean chainingAllowed,
    int heartbeatIntervalMillis,
    int heartbeatTimeoutSecs,
    int electionTimeoutMillis,
    int catchUpTimeoutMillis,
    int catchUpTakeoverDelayMillis,
    Document getLastErrorModes,
    Document getLastErrorDefaults,
    Optional<ObjectId> replicaSetId) {

  ReplicaSetSettings withReplicaSetId(ObjectId id) {
    return new ReplicaSetSettings(
        chainingAllowed,
        heartbeatIntervalMillis,
        heartbeatTimeoutSecs,
        electionTimeoutMillis,
        catchUpTimeoutMillis,
        catchUpTakeoverDelayMillis,
        getLastErrorModes,
        getLastErrorDefaults,
        Optional.of(id));
  }

  Document toDocument() {
    Document document =
        new Document("chainingAllowed", chainingAllowed)
            .append("heartbeatIntervalMillis", heartbeatIntervalMillis)
            .append("heartbeatTimeoutSecs", heartbeatTimeoutSecs)
            .append("electionTimeoutMillis", electionTimeoutMillis)
            .append("catchUpTimeoutMillis", catchUpTimeoutMillis)
            .append("catchUpTakeoverDelayMillis", catchUpTakeoverDelayMillis)
            .append("getLastErrorModes", getLastErrorModes.cloneDeeply())
            .append("getLastErrorDefaults", getLastErrorDefaults.cloneDeeply());
    replicaSetId.ifPresent(id -> document.append("replicaSetId", id));
    return document;
  }
}
