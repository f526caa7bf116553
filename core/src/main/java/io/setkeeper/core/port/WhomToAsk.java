package io.setkeeper.core.port;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The pods whose own word a decision may turn on, besides the own one's. How members are, the own
 * mongod says, so on a quiet set every mongod is asked by its own keeper alone.
 *
 * @param self the own pod's name
 * @param pods all of the set's
 * @param brokeAway whether the connection to the primary's mongod, in this pod, broke
 */
public record WhomToAsk(
    String self, StatefulSetView statefulSet, List<Pod> pods, Predicate<Pod> brokeAway) {

  /** The others to ask, by what the own mongod said. */
  public List<Pod> others(Mongod own) {
    return switch (own) {
      case Mongod.Uninitiated uninitiated -> mayInitiate() ? others(pod -> true) : List.of();
      case Mongod.InSet in when in.writable() -> others(pod -> needsItsOwnWord(in, pod));
      case Mongod.InSet in -> followersOthers(in);
      // In a pod that was scaled away the keeper outlives its mongod until the others removed it.
      case Mongod.Unknown unknown -> ends() && isScaledAway() ? others(pod -> true) : List.of();
      // Perhaps nobody is a member any more, and only a person can help.
      case Mongod.Removed removed -> others(pod -> true);
    };
  }

  /** The pod of the primary that a follower sees. */
  public Optional<Pod> primary(Mongod own) {
    return own instanceof Mongod.InSet in && !in.writable()
        ? in.primary().map(Member::host).flatMap(this::pod)
        : Optional.empty();
  }

  /**
   * For the primary's keeper: a pod that is no member yet, and a member whose mongod does not
   * answer the primary or is without config, for it may have a wiped volume, or another config.
   */
  private static boolean needsItsOwnWord(Mongod.InSet primary, Pod pod) {
    return primary
        .config()
        .member(pod.host())
        .flatMap(member -> primary.peer(member.id()))
        .filter(peer -> peer.healthy() && hasConfig(peer.state()))
        .isEmpty();
  }

  /**
   * A follower only follows, until the primary is gone: its own mongod sees none, or the primary's
   * connection broke, which tells seconds before a heartbeat does. Then everybody's word counts.
   * While the own pod ends, the primary itself is to say that it is writable.
   */
  private List<Pod> followersOthers(Mongod.InSet own) {
    Optional<Pod> primary = primary(own);
    if (own.primary().isEmpty() || primary.filter(brokeAway).isPresent()) {
      return others(pod -> true);
    }
    return ends() ? others(primary.stream().toList()::contains) : List.of();
  }

  private static boolean hasConfig(MemberState state) {
    return switch (state) {
      case PRIMARY, SECONDARY, ARBITER, STARTUP2, RECOVERING, ROLLBACK -> true;
      case STARTUP, REMOVED, DOWN, UNKNOWN -> false;
    };
  }

  private boolean mayInitiate() {
    return statefulSet instanceof StatefulSetView.Known set
        && selfPod().filter(pod -> pod.ordinal() == set.firstOrdinal()).isPresent();
  }

  private boolean isScaledAway() {
    return statefulSet instanceof StatefulSetView.Known set
        && selfPod().filter(pod -> set.scalesAway(pod.ordinal())).isPresent();
  }

  private boolean ends() {
    return selfPod().filter(Pod::terminating).isPresent();
  }

  private Optional<Pod> selfPod() {
    return pods.stream().filter(pod -> pod.name().equals(self)).findFirst();
  }

  private Optional<Pod> pod(HostPort host) {
    return pods.stream().filter(pod -> pod.host().equals(host)).findFirst();
  }

  private List<Pod> others(Predicate<Pod> which) {
    return pods.stream().filter(pod -> !pod.name().equals(self)).filter(which).toList();
  }
}
