package io.setkeeper.standin.member;

import io.setkeeper.standin.raft.RaftNode;
import io.setkeeper.standin.raft.RaftSettings.Peer;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.replset.PeerView;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom a member follows, by "name:port". Asks nobody: it is part of every reply. */
final class Following {
  private final Member member;
  private final Peers peers;

  Following(Member member, Peers peers) {
    this.member = member;
    this.peers = peers;
  }

  /**
   * Whom it calls primary: only who says so itself, as mongod does. One that was killed and is back
   * at once is none, though Raft knows no other leader until its time-out.
   */
  Optional<String> primary(ReplicaSetConfig config) {
    return leader(config).filter(host -> member.isOwn(host) || saysPrimary(host));
  }

  /** Whose log it follows, as long as heartbeats reach it. */
  Optional<String> leader(ReplicaSetConfig config) {
    return member
        .raft()
        .flatMap(RaftNode::leader)
        .flatMap(this::address)
        .flatMap(
            address ->
                config.members().stream()
                    .map(MemberConfig::host)
                    .filter(host -> HostPort.raftAddress(host).equals(address))
                    .findFirst())
        .filter(host -> peers.at(host).health() != PeerView.Health.DOWN)
        .filter(host -> !member.isOwn(host) || member.leadership().isPresent());
  }

  /** Whether that member's last answer, if it is up, says that it is primary. */
  boolean saysPrimary(String host) {
    return peers.at(host).current().map(Report::state).equals(Optional.of(MemberState.PRIMARY));
  }

  private Optional<String> address(String peer) {
    var membership = member.raft().orElseThrow().membership();
    return Stream.concat(membership.voters().stream(), membership.listeners().stream())
        .filter(known -> known.id().equals(peer))
        .map(Peer::address)
        .findFirst();
  }
}
