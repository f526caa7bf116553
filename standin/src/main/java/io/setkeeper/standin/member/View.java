package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import io.setkeeper.standin.raft.LogEnd;
import io.setkeeper.standin.raft.RaftNode;
import io.setkeeper.standin.replset.Elections;
import io.setkeeper.standin.replset.InitialSync;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.replset.OpTime;
import io.setkeeper.standin.replset.PeerView;
import io.setkeeper.standin.replset.Position;
import io.setkeeper.standin.replset.Progress;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a member looks like from outside, from what its parts say at this moment. */
final class View {
  private final Member member;
  private final Peers peers;
  private final Following following;

  View(Member member, Peers peers) {
    this.member = member;
    this.peers = peers;
    this.following = new Following(member, peers);
  }

  /** All that replies need. */
  ReplicaSetState state() {
    var saved = member.saved();
    if (saved.isEmpty()) {
      return new ReplicaSetState.Uninitiated(member.node());
    }
    var config = saved.get().config();
    var self = member.self();
    if (self.isEmpty() || config.member(self.get().id()).isEmpty()) {
      return new ReplicaSetState.Removed(member.node(), config);
    }
    List<PeerView> others =
        config.members().stream()
            .filter(other -> other.id() != self.get().id())
            .map(peers::view)
            .toList();
    return new ReplicaSetState.Member(
        member.node(),
        config,
        self.get().id(),
        role(config, self.get(), saved.get().synced()),
        member.raft().map(RaftNode::term).orElse(0L),
        progress(),
        member.raft().map(raft -> isCommitted(config, self.get(), raft)).orElse(false),
        others,
        elections(self.get()));
  }

  private ReplicaSetState.Role role(ReplicaSetConfig config, MemberConfig self, boolean synced) {
    var primary = following.primary(config);
    if (member.raft().isEmpty()) {
      return ReplicaSetState.Role.of(MemberState.STARTUP, primary);
    }
    var leads = member.leadership();
    if (leads.isPresent() && self.electable()) {
      return new ReplicaSetState.Role(
          MemberState.PRIMARY,
          member.isWritable(),
          Optional.of(self.host()),
          Optional.of(leads.get().electionTime()),
          "",
          config.members().size() == 1 ? "Could not find member to sync from" : "",
          Optional.empty());
    }
    if (self.arbiterOnly()) {
      return ReplicaSetState.Role.of(MemberState.ARBITER, primary);
    }
    return new ReplicaSetState.Role(
        synced ? copying(config, self) : MemberState.STARTUP2,
        false,
        primary,
        Optional.empty(),
        primary.orElse(""),
        "",
        synced ? Optional.empty() : Optional.of(new InitialSync(member.node().started())));
  }

  /**
   * A member that began again is recovering until it has what the primary has; where there is no
   * primary, until it has what its own disk had.
   */
  private MemberState copying(ReplicaSetConfig config, MemberConfig self) {
    var raft = member.raft().orElseThrow();
    boolean current =
        member.participation().isUpToDate()
            || (raft.isRecovered()
                && config.members().stream()
                    .filter(other -> other.id() != self.id())
                    .map(MemberConfig::host)
                    .noneMatch(
                        host ->
                            peers.at(host).health() == PeerView.Health.UNKNOWN
                                || following.saysPrimary(host)));
    return current ? MemberState.SECONDARY : MemberState.RECOVERING;
  }

  private Progress progress() {
    var applied = member.store().applied();
    var committed = applied.opTime();
    var written = written();
    return new Progress(
        new Position(written.opTime(), written.at(), written.opTime(), written.at()),
        committed,
        applied.at(),
        committed.equals(OpTime.NONE) ? Optional.empty() : Optional.of(committed),
        committed.ts());
  }

  /** The end of the log, committed or not: who has more of it is the better candidate. */
  private Store.Applied written() {
    var last = member.store().applied();
    if (member.leadership().isPresent()) {
      return last;
    }
    for (var entry : member.raft().map(RaftNode::recentTail).orElse(List.of())) {
      var at = entry.entry().at();
      last = new Store.Applied(Store.next(last.opTime(), at, entry.term()), at);
    }
    return last;
  }

  private Elections elections(MemberConfig self) {
    return new Elections(
        member.leadership().map(leads -> leads.candidature(self, OptionalInt.empty())),
        Optional.empty());
  }

  /**
   * A majority runs it, those vote who are to vote, and it is in the log of the present term. What
   * a member ran before it went down counts, as it does for mongod: see {@link Peers#view}.
   */
  private boolean isCommitted(ReplicaSetConfig config, MemberConfig self, RaftNode raft) {
    boolean logged =
        member
            .store()
            .config()
            .map(ReplicaSetConfig::version)
            .filter(config.version()::equals)
            .isPresent();
    long running =
        config.members().stream()
            .filter(MemberConfig::votesNow)
            .filter(
                voter -> voter.id() == self.id() || runs(config, peers.at(voter.host()).report()))
            .count();
    return logged
        && running >= config.majorityVoteCount()
        && Grouping.votesAgree(config, raft.membership())
        && !raft.isRegrouping();
  }

  private static boolean runs(ReplicaSetConfig config, Optional<Report> report) {
    return report
        .filter(
            says ->
                says.version() == config.version().version()
                    && says.configTerm() == config.version().term())
        .isPresent();
  }

  /** Whether the initial sync is done: all is here that the primary said was committed. */
  boolean isCaughtUp(RaftNode raft) {
    if (raft.role() != RaftNode.Role.LISTENER && raft.role() != RaftNode.Role.FOLLOWER) {
      return false;
    }
    var config = member.saved().orElseThrow().config();
    return following
        .leader(config)
        .flatMap(host -> peers.at(host).report())
        .filter(report -> raft.appliedIndex() >= report.committed())
        .isPresent();
  }

  /** What a primary knows of the members' data. */
  Grouping.Knowledge knowledge(RaftNode raft) {
    var matches = raft.matchIndexes();
    long committed = raft.committedIndex();
    return new Grouping.Knowledge() {
      @Override
      public Optional<String> invited(String host) {
        return member.isOwn(host)
            ? Optional.of(member.dbpath().node())
            : peers.at(host).current().filter(Report::invited).map(Report::node);
      }

      @Override
      public boolean caughtUp(String id) {
        return matches.getOrDefault(id, -1L) >= committed;
      }
    };
  }

  /** What this member tells others. */
  Report report() {
    var state = state();
    var applied = written();
    var raft = member.raft();
    var config = member.saved().map(Dbpath.Saved::config);
    Optional<BsonTimestamp> elected = member.leadership().map(Leadership::electionTime);
    return new Report(
        member.dbpath().node(),
        config.flatMap(c -> c.settings().replicaSetId()).map(id -> id.getHexData()).orElse(""),
        member.self().map(MemberConfig::host).orElse(""),
        config.map(c -> c.version().version()).orElse(-2),
        config.map(c -> c.version().term()).orElse(-1L),
        stateOf(state),
        applied.opTime(),
        applied.at(),
        raft.map(RaftNode::logEnd).orElse(LogEnd.NONE),
        raft.map(RaftNode::term).orElse(0L),
        raft.map(RaftNode::committedIndex).orElse(-1L),
        raft.map(RaftNode::appliedIndex).orElse(-1L),
        raft.isPresent(),
        member.store().hasUserData(),
        state instanceof ReplicaSetState.Member m ? m.role().syncSourceHost() : "",
        elected);
  }

  private static MemberState stateOf(ReplicaSetState state) {
    return switch (state) {
      case ReplicaSetState.Uninitiated _ -> MemberState.STARTUP;
      case ReplicaSetState.Removed _ -> MemberState.REMOVED;
      case ReplicaSetState.Member known -> known.role().state();
    };
  }

  /** What hello shows of the set, without what changes with every write. */
  Object shows() {
    return switch (state()) {
      case ReplicaSetState.Uninitiated _ -> "no replica set config yet";
      case ReplicaSetState.Removed removed -> "removed in config " + removed.config().version();
      case ReplicaSetState.Member known ->
          "%s%s, primary %s, config %s"
              .formatted(
                  known.role().state(),
                  known.role().writable() ? " (writable)" : "",
                  known.role().primaryHost().orElse("unknown"),
                  known.config().version());
    };
  }
}
