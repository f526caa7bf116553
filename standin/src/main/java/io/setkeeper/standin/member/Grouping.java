package io.setkeeper.standin.member;

import io.setkeeper.standin.raft.RaftSettings.Membership;
import io.setkeeper.standin.raft.RaftSettings.Peer;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which Raft group a config asks for. Pure.
 *
 * <p>A config names hosts, a Raft group names lives of data: a member whose disk was wiped is a new
 * peer. It copies first, beside its former self, which keeps its vote (that nobody casts) until the
 * new one is caught up and takes its place. So a wiped member can't help to elect somebody who
 * lacks what a majority acknowledged.
 */
final class Grouping {
  /** What the primary knows of a member's data now. */
  interface Knowledge {
    /** The id of the data at this host, where the member is up and its Raft listener is there. */
    Optional<String> invited(String host);

    /** Whether this peer has all that is committed. */
    boolean caughtUp(String id);
  }

  private final ReplicaSetConfig config;
  private final Membership now;
  private final Knowledge knowledge;
  private final List<Peer> voters = new ArrayList<>();
  private final List<Peer> listeners = new ArrayList<>();

  private Grouping(ReplicaSetConfig config, Membership now, Knowledge knowledge) {
    this.config = config;
    this.now = now;
    this.knowledge = knowledge;
  }

  /** The membership to ask for; equal to the present one when there is nothing to do. */
  static Membership wanted(ReplicaSetConfig config, Membership now, Knowledge knowledge) {
    var grouping = new Grouping(config, now, knowledge);
    config.members().forEach(grouping::place);
    return new Membership(sorted(grouping.voters), sorted(grouping.listeners));
  }

  private static List<Peer> sorted(List<Peer> peers) {
    return peers.stream().sorted(Comparator.comparing(Peer::id)).toList();
  }

  /** Whether two memberships are the same, in any order. */
  static boolean same(Membership one, Membership other) {
    return sorted(one.voters()).equals(sorted(other.voters()))
        && sorted(one.listeners()).equals(sorted(other.listeners()));
  }

  /**
   * What to ask Ratis for, to have this. Ratis takes no notice of a change of addresses alone, so a
   * peer that has moved gets another priority too, for one step: the leader a higher one and any
   * other a lower one where there is a lower one, for Ratis leads by who has the highest.
   */
  static Membership asking(Membership now, Membership wanted, String leader) {
    boolean onlyMoved =
        same(wanted, now, peer -> new Peer(peer.id(), "", peer.priority())) && !same(now, wanted);
    return onlyMoved
        ? new Membership(
            asking(now.voters(), wanted.voters(), leader),
            asking(now.listeners(), wanted.listeners(), leader))
        : wanted;
  }

  private static List<Peer> asking(List<Peer> now, List<Peer> wanted, String leader) {
    return wanted.stream()
        .map(
            peer -> {
              boolean higher = peer.id().equals(leader) || peer.priority() == 0;
              int other = higher ? peer.priority() + 1 : peer.priority() - 1;
              return now.contains(peer) ? peer : new Peer(peer.id(), peer.address(), other);
            })
        .toList();
  }

  private static boolean same(Membership one, Membership other, UnaryOperator<Peer> as) {
    return same(
        new Membership(
            one.voters().stream().map(as).toList(), one.listeners().stream().map(as).toList()),
        new Membership(
            other.voters().stream().map(as).toList(), other.listeners().stream().map(as).toList()));
  }

  /** Whether exactly those members vote in the group whose vote counts in the config. */
  static boolean votesAgree(ReplicaSetConfig config, Membership now) {
    var wanted = new HashSet<String>();
    config.members().stream()
        .filter(MemberConfig::votesNow)
        .forEach(member -> wanted.add(HostPort.raftAddress(member.host())));
    var actual = new HashSet<String>();
    now.voters().forEach(peer -> actual.add(peer.address()));
    return wanted.equals(actual);
  }

  /** The peers that a set begins with. */
  static List<Peer> founders(ReplicaSetConfig config, Map<String, String> nodes) {
    var founders = new ArrayList<Peer>();
    for (var member : config.members()) {
      var node = nodes.get(member.host());
      if (node != null && member.votesNow()) {
        founders.add(peer(config, member, node));
      }
    }
    return founders;
  }

  /** The one peer that a forced config begins with. */
  static Peer founder(ReplicaSetConfig config, Predicate<String> isSelf, String node) {
    var self = config.members().stream().filter(m -> isSelf.test(m.host())).findFirst();
    return peer(config, self.orElseThrow(), node);
  }

  private void place(MemberConfig member) {
    var address = HostPort.raftAddress(member.host());
    var present = knowledge.invited(member.host());
    var formerVoter = at(now.voters(), address, present);
    var formerListener = at(now.listeners(), address, present);
    if (present.isEmpty()) {
      placeUnheard(member, formerVoter.or(() -> formerListener).or(() -> renamed(member)));
      return;
    }
    var peer = peer(config, member, present.get());
    var listener = listener(member, present.get());
    boolean votes = has(now.voters(), peer.id());
    boolean copies = has(now.listeners(), peer.id());
    if (!member.votesNow()) {
      listeners.add(listener);
    } else if (votes || (copies && knowledge.caughtUp(peer.id()))) {
      voters.add(peer);
    } else {
      listeners.add(listener);
      formerVoter.ifPresent(former -> voters.add(peer(config, member, former.id())));
    }
  }

  /** A member that can't be asked: its peer stays what it is, or becomes what the config says. */
  private void placeUnheard(MemberConfig member, Optional<Peer> former) {
    former.ifPresent(
        peer -> {
          if (member.votesNow()) {
            voters.add(peer(config, member, peer.id()));
          } else {
            listeners.add(listener(member, peer.id()));
          }
        });
  }

  /**
   * A member that was renamed was not yet heard of under its new name: it is the one peer that no
   * member of the config is, if it is the only member that no peer is. Whoever left the group would
   * have to join it anew.
   */
  private Optional<Peer> renamed(MemberConfig member) {
    var peers = new ArrayList<>(now.voters());
    peers.addAll(now.listeners());
    var homeless =
        peers.stream().filter(peer -> config.members().stream().noneMatch(m -> is(m, peer)));
    var strangers =
        config.members().stream().filter(m -> peers.stream().noneMatch(peer -> is(m, peer)));
    var one = homeless.toList();
    return one.size() == 1 && strangers.toList().equals(List.of(member))
        ? Optional.of(one.getFirst())
        : Optional.empty();
  }

  private boolean is(MemberConfig member, Peer peer) {
    return peer.address().equals(HostPort.raftAddress(member.host()))
        || knowledge.invited(member.host()).filter(peer.id()::equals).isPresent();
  }

  private static Optional<Peer> at(List<Peer> peers, String address, Optional<String> except) {
    return peers.stream()
        .filter(peer -> peer.address().equals(address))
        .filter(peer -> except.filter(peer.id()::equals).isEmpty())
        .findFirst();
  }

  private static boolean has(List<Peer> peers, String id) {
    return peers.stream().anyMatch(peer -> peer.id().equals(id));
  }

  private static Peer peer(ReplicaSetConfig config, MemberConfig member, String node) {
    return new Peer(node, HostPort.raftAddress(member.host()), rank(config, member));
  }

  private static Peer listener(MemberConfig member, String node) {
    return new Peer(node, HostPort.raftAddress(member.host()), 0);
  }

  /**
   * Raft's priorities are whole numbers: the rank among the config's, 0 for who is not electable.
   */
  private static int rank(ReplicaSetConfig config, MemberConfig member) {
    return (int)
        config.members().stream()
            .filter(MemberConfig::votesNow)
            .mapToDouble(MemberConfig::priority)
            .filter(priority -> priority > 0 && priority <= member.priority())
            .distinct()
            .count();
  }
}
