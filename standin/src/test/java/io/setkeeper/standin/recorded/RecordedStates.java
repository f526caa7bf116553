package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.replset.Elections;
import io.setkeeper.standin.replset.InitialSync;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.replset.Node;
import io.setkeeper.standin.replset.OpTime;
import io.setkeeper.standin.replset.PeerView;
import io.setkeeper.standin.replset.Position;
import io.setkeeper.standin.replset.Progress;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The state that a member must have been in to answer what it answered. */
final class RecordedStates {
  private RecordedStates() {}

  /** From a hello that names a config. */
  static ReplicaSetState.Member ofHello(Node node, Document reply, ReplicaSetConfig config) {
    boolean primary = reply.containsKey("electionId");
    boolean writable = Get.isTrue(reply, "isWritablePrimary") || Get.isTrue(reply, "ismaster");
    MemberState state;
    if (primary) {
      state = MemberState.PRIMARY;
    } else if (Get.isTrue(reply, "secondary")) {
      state = MemberState.SECONDARY;
    } else {
      state = Get.isTrue(reply, "arbiterOnly") ? MemberState.ARBITER : MemberState.RECOVERING;
    }
    Document lastWrite = Get.document(reply, "lastWrite");
    OpTime applied = opTime(lastWrite, "opTime");
    Position own = new Position(applied, Instant.EPOCH, applied, Instant.EPOCH);
    Optional<OpTime> majority = ifPresent(lastWrite, "majorityOpTime").map(RecordedStates::opTime);
    String me = Get.string(reply, "me");
    return new ReplicaSetState.Member(
        node,
        config,
        config.memberAt(me).orElseThrow().id(),
        new ReplicaSetState.Role(
            state,
            writable,
            Optional.ofNullable((String) reply.get("primary")),
            Optional.empty(),
            "",
            "",
            Optional.empty()),
        primary ? term(Get.id(reply, "electionId")) : 0,
        new Progress(own, OpTime.NONE, Instant.EPOCH, majority, new BsonTimestamp(0L)),
        true,
        List.of(),
        Elections.NONE);
  }

  /** The term that an election id holds. */
  static long term(ObjectId electionId) {
    return ByteBuffer.wrap(electionId.toByteArray()).getLong(4);
  }

  /** From a replSetGetStatus that succeeded. */
  static ReplicaSetState.Member ofStatus(Document reply, ReplicaSetConfig config) {
    List<Document> members = Get.documents(reply, "members");
    Document self = members.stream().filter(m -> m.containsKey("self")).findFirst().orElseThrow();
    Instant now = Get.instant(reply, "date");
    Node node = new Node("rs0", new ObjectId(), 0, now.minusSeconds(Get.number(self, "uptime")));
    return new ReplicaSetState.Member(
        node,
        config,
        Get.integer(self, "_id"),
        role(reply, self),
        Get.number(reply, "term"),
        progress(reply),
        true,
        members.stream().filter(m -> !m.containsKey("self")).map(m -> peer(m, now)).toList(),
        new Elections(
            ifPresent(reply, "electionCandidateMetrics").map(RecordedStates::candidature),
            ifPresent(reply, "electionParticipantMetrics").map(RecordedStates::vote)));
  }

  private static ReplicaSetState.Role role(Document reply, Document self) {
    return new ReplicaSetState.Role(
        memberState(Get.number(reply, "myState")),
        false,
        Optional.empty(),
        Optional.ofNullable((BsonTimestamp) self.get("electionTime")),
        Get.string(reply, "syncSourceHost"),
        Get.string(self, "infoMessage"),
        ifPresent(reply, "initialSyncStatus")
            .map(sync -> new InitialSync(Get.instant(sync, "initialSyncStart"))));
  }

  private static Progress progress(Document reply) {
    Document optimes = Get.document(reply, "optimes");
    return new Progress(
        new Position(
            opTime(optimes, "appliedOpTime"),
            Get.instant(optimes, "lastAppliedWallTime"),
            opTime(optimes, "durableOpTime"),
            Get.instant(optimes, "lastDurableWallTime")),
        opTime(optimes, "lastCommittedOpTime"),
        Get.instant(optimes, "lastCommittedWallTime"),
        ifPresent(optimes, "readConcernMajorityOpTime").map(RecordedStates::opTime),
        Get.timestamp(reply, "lastStableRecoveryTimestamp"));
  }

  private static PeerView peer(Document member, Instant now) {
    Position position =
        member.containsKey("optime")
            ? new Position(
                opTime(member, "optime"),
                Get.instant(member, "lastAppliedWallTime"),
                opTime(member, "optimeDurable"),
                Get.instant(member, "lastDurableWallTime"))
            : Position.NONE;
    double health = Get.real(member, "health");
    return new PeerView(
        Get.integer(member, "_id"),
        health < 0
            ? PeerView.Health.UNKNOWN
            : health > 0 ? PeerView.Health.UP : PeerView.Health.DOWN,
        memberState(Get.number(member, "state")),
        health > 0 ? now.minusSeconds(Get.number(member, "uptime")) : Instant.EPOCH,
        position,
        Get.instant(member, "lastHeartbeat"),
        Get.instant(member, "lastHeartbeatRecv"),
        Get.number(member, "pingMs"),
        Get.string(member, "lastHeartbeatMessage"),
        Get.string(member, "syncSourceHost"),
        Get.integer(member, "configVersion"),
        Get.number(member, "configTerm"),
        Optional.ofNullable((BsonTimestamp) member.get("electionTime")));
  }

  private static Elections.Candidature candidature(Document metrics) {
    return new Elections.Candidature(
        Get.string(metrics, "lastElectionReason"),
        Get.instant(metrics, "lastElectionDate"),
        Get.number(metrics, "electionTerm"),
        opTime(metrics, "lastCommittedOpTimeAtElection"),
        opTime(metrics, "lastSeenOpTimeAtElection"),
        Get.integer(metrics, "numVotesNeeded"),
        Get.real(metrics, "priorityAtElection"),
        Get.integer(metrics, "electionTimeoutMillis"),
        optionalInt(metrics, "priorPrimaryMemberId"),
        ifPresent(metrics, "targetCatchupOpTime").map(RecordedStates::opTime),
        Optional.ofNullable((Integer) metrics.get("numCatchUpOps")).map(Integer::longValue),
        Optional.ofNullable((Instant) metrics.get("newTermStartDate")),
        Optional.ofNullable((Instant) metrics.get("wMajorityWriteAvailabilityDate")));
  }

  private static Elections.Vote vote(Document metrics) {
    return new Elections.Vote(
        Get.isTrue(metrics, "votedForCandidate"),
        Get.number(metrics, "electionTerm"),
        Get.instant(metrics, "lastVoteDate"),
        Get.integer(metrics, "electionCandidateMemberId"),
        Get.string(metrics, "voteReason"),
        opTime(metrics, "lastAppliedOpTimeAtElection"),
        opTime(metrics, "maxAppliedOpTimeInSet"),
        Get.real(metrics, "priorityAtElection"),
        Optional.ofNullable((Instant) metrics.get("newTermStartDate")),
        Optional.ofNullable((Instant) metrics.get("newTermAppliedDate")));
  }

  private static MemberState memberState(long number) {
    return Arrays.stream(MemberState.values())
        .filter(state -> state.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static OptionalInt optionalInt(Document document, String name) {
    return document.get(name) instanceof Integer value
        ? OptionalInt.of(value)
        : OptionalInt.empty();
  }

  private static Optional<Document> ifPresent(Document document, String name) {
    return Optional.ofNullable((Document) document.get(name));
  }

  private static OpTime opTime(Document document, String name) {
    return opTime(Get.document(document, name));
  }

  private static OpTime opTime(Document opTime) {
    return new OpTime(Get.timestamp(opTime, "ts"), Get.number(opTime, "t"));
  }
}
