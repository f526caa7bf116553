package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.raft.LogEnd;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.replset.OpTime;
import io.setkeeper.standin.store.Fields;
import java.time.Instant;
import java.util.Optional;

/**
 * What a member says of itself in a heartbeat, whether it asks or answers.
 *
 * @param node the id of this life of its data
 * @param set the set it belongs to; empty before it has a config
 * @param host its "name:port" in its config, or empty
 * @param version its config's version; -2 when it has none
 * @param configTerm its config's term
 * @param state its state
 * @param written the place of its log's last entry, committed or not
 * @param writtenAt when that was written
 * @param logEnd where that log ends for Raft, which has entries of its own
 * @param term its election term
 * @param committed the last index of the log that it knows to be committed
 * @param applied the last index that it applied
 * @param invited whether its Raft listener is there, so that it can be taken into the group
 * @param hasData whether it holds data of a user
 * @param syncSource whom it copies from, or empty
 * @param electionTime when it was elected, if it is primary
 */
record Report(
    String node,
    String set,
    String host,
    int version,
    long configTerm,
    MemberState state,
    OpTime written,
    Instant writtenAt,
    LogEnd logEnd,
    long term,
    long committed,
    long applied,
    boolean invited,
    boolean hasData,
    String syncSource,
    Optional<BsonTimestamp> electionTime) {

  Document toDocument() {
    var document =
        new Document("node", node)
            .append("replicaSetId", set)
            .append("host", host)
            .append("v", version)
            .append("configTerm", configTerm)
            .append("state", state.number())
            .append("ts", written.ts())
            .append("t", written.term())
            .append("wallTime", writtenAt)
            .append("logTerm", logEnd.term())
            .append("logIndex", logEnd.index())
            .append("term", term)
            .append("committed", committed)
            .append("applied", applied)
            .append("invited", invited)
            .append("hasData", hasData)
            .append("syncSource", syncSource);
    electionTime.ifPresent(time -> document.append("electionTime", time));
    return document;
  }

  static Report fromDocument(Document document) {
    return new Report(
        Fields.text(document, "node"),
        Fields.text(document, "replicaSetId"),
        Fields.text(document, "host"),
        (int) Fields.number(document, "v"),
        Fields.number(document, "configTerm"),
        state((int) Fields.number(document, "state")),
        new OpTime(Fields.need(document, "ts", BsonTimestamp.class), Fields.number(document, "t")),
        Fields.need(document, "wallTime", Instant.class),
        new LogEnd(Fields.number(document, "logTerm"), Fields.number(document, "logIndex")),
        Fields.number(document, "term"),
        Fields.number(document, "committed"),
        Fields.number(document, "applied"),
        Fields.isTrue(document, "invited"),
        Fields.isTrue(document, "hasData"),
        Fields.text(document, "syncSource"),
        Fields.find(document, "electionTime", BsonTimestamp.class));
  }

  private static MemberState state(int number) {
    for (var state : MemberState.values()) {
      if (state.number() == number) {
        return state;
      }
    }
    return MemberState.UNKNOWN;
  }
}
