package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** replSetGetStatus of a member. */
final class Status {
  private final ReplicaSetState.Member state;
  private final Instant now;

  private Status(ReplicaSetState.Member state, Instant now) {
    this.state = state;
    this.now = now;
  }

  static Document of(ReplicaSetState.Member state, Instant now) {
    return new Status(state, now).toDocument();
  }

  private Document toDocument() {
    ReplicaSetConfig config = state.config();
    ReplicaSetState.Role role = state.role();
    Document reply =
        new Document("set", config.setName())
            .append("date", now)
            .append("myState", role.state().number())
            .append("term", state.term());
    appendSyncSource(reply, role.syncSourceHost());
    reply
        .append("heartbeatIntervalMillis", (long) config.settings().heartbeatIntervalMillis())
        .append("majorityVoteCount", config.majorityVoteCount())
        .append("writeMajorityCount", config.writeMajorityCount())
        .append("votingMembersCount", config.votingMembersCount())
        .append("writableVotingMembersCount", config.writableVotingMembersCount())
        .append("optimes", optimes(state.progress()))
        .append("lastStableRecoveryTimestamp", state.progress().stable());
    Elections elections = state.elections();
    elections
        .candidature()
        .ifPresent(c -> reply.append("electionCandidateMetrics", c.toDocument()));
    elections.vote().ifPresent(v -> reply.append("electionParticipantMetrics", v.toDocument()));
    role.initialSync().ifPresent(s -> reply.append("initialSyncStatus", s.toDocument(now)));
    return Replies.ok(reply.append("members", members()));
  }

  private static Document optimes(Progress progress) {
    Document optimes =
        new Document("lastCommittedOpTime", progress.committed().toDocument())
            .append("lastCommittedWallTime", progress.committedWall());
    progress
        .majorityRead()
        .ifPresent(opTime -> optimes.append("readConcernMajorityOpTime", opTime.toDocument()));
    Position own = progress.own();
    return optimes
        .append("appliedOpTime", own.applied().toDocument())
        .append("durableOpTime", own.durable().toDocument())
        .append("lastAppliedWallTime", own.appliedWall())
        .append("lastDurableWallTime", own.durableWall());
  }

  /** Sorted by {@code _id}, whatever the config's order. */
  private List<Document> members() {
    return state.config().members().stream()
        .sorted(Comparator.comparingInt(MemberConfig::id))
        .map(m -> m.id() == state.selfId() ? self(m) : peer(m, state.peer(m.id())))
        .toList();
  }

  private Document self(MemberConfig member) {
    ReplicaSetState.Role role = state.role();
    Document document = head(member, PeerView.Health.UP, role.state(), state.node().started());
    if (!member.arbiterOnly()) {
      Position own = state.progress().own();
      document
          .append("optime", own.applied().toDocument())
          .append("optimeDate", own.applied().date())
          .append("lastAppliedWallTime", own.appliedWall())
          .append("lastDurableWallTime", own.durableWall());
    }
    appendSyncSource(document, role.syncSourceHost());
    document.append("infoMessage", role.infoMessage());
    role.electionTime()
        .filter(_ -> role.state() == MemberState.PRIMARY)
        .ifPresent(time -> MemberDocument.appendElection(document, time));
    ConfigVersion version = state.config().version();
    return document
        .append("configVersion", version.version())
        .append("configTerm", Math.toIntExact(version.term()))
        .append("self", true)
        .append("lastHeartbeatMessage", "");
  }

  private Document peer(MemberConfig member, PeerView view) {
    Document document = head(member, view.health(), view.state(), view.upSince());
    if (!member.arbiterOnly()) {
      MemberDocument.appendPosition(document, view.position());
    }
    document
        .append("lastHeartbeat", view.lastHeartbeat())
        .append("lastHeartbeatRecv", view.lastHeartbeatReceived())
        .append("pingMs", view.pingMillis())
        .append("lastHeartbeatMessage", view.lastHeartbeatMessage());
    appendSyncSource(document, view.syncSourceHost());
    document.append("infoMessage", "");
    view.electionTime()
        .filter(_ -> view.state() == MemberState.PRIMARY)
        .ifPresent(time -> MemberDocument.appendElection(document, time));
    return document
        .append("configVersion", view.configVersion())
        .append("configTerm", Math.toIntExact(view.configTerm()));
  }

  private Document head(
      MemberConfig member, PeerView.Health health, MemberState memberState, Instant upSince) {
    boolean up = health == PeerView.Health.UP && !upSince.equals(Instant.EPOCH);
    long uptime = up ? Math.max(0, Duration.between(upSince, now).toSeconds()) : 0;
    return new Document("_id", member.id())
        .append("name", member.host())
        .append("health", health.number())
        .append("state", memberState.number())
        .append("stateStr", memberState.text())
        .append("uptime", Math.toIntExact(uptime));
  }

  private void appendSyncSource(Document document, String host) {
    int id = state.config().memberAt(host).map(MemberConfig::id).orElse(-1);
    document.append("syncSourceHost", host).append("syncSourceId", id);
  }
}
