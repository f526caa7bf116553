package io.setkeeper.core.decision;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the keeper of a pod that ends holds its pod when its mongod has ended.
 *
 * <p>A StatefulSet whose pods go in order ends one only when the higher one is gone altogether, all
 * its containers. So while this keeper lives no further voter is taken away. Without that a set
 * whose pods have no preStop hook loses its voters as fast as mongods end, and where the primary's
 * keeper is slower than that but once, the majority is gone, and no config can be changed any more.
 * Held until all that were scaled away are removed, the members leave first and the pods after.
 * (Failure 7 of the old sidecar. With the hook nothing is left to hold for. Where pods go all at
 * once nothing can be held.)
 *
 * <p>It costs nothing but time, and that is bounded: the kubelet ends every container when the
 * grace period is over.
 */
public final class Lingering {
  private Lingering() {}

  /** What the pod is held for; empty when its keeper may end. */
  public static Optional<String> reason(Snapshot snapshot) {
    if (!(snapshot.statefulSet() instanceof StatefulSetView.Known set)
        || set.paused() // nobody removes anybody
        || snapshot.selfPod().filter(pod -> set.scalesAway(pod.ordinal())).isEmpty()) {
      return Optional.empty();
    }
    return newest(snapshot).flatMap(told -> reason(snapshot, set, told));
  }

  private static Optional<String> reason(
      Snapshot snapshot, StatefulSetView.Known set, Mongod.InSet told) {
    List<String> leaving = toBeRemoved(snapshot, set, told.config());
    if (!leaving.isEmpty()) {
      return Optional.of("until the set is without " + String.join(", ", leaving));
    }
    // Until then the one before counts, and with it the votes of those that leave.
    return told.writable() && told.committed()
        ? Optional.empty()
        : Optional.of("until the config without it is committed");
  }

  /** By the word of the others, the primary's first: the own mongod has ended. */
  private static Optional<Mongod.InSet> newest(Snapshot snapshot) {
    return snapshot.pods().stream()
        .map(pod -> snapshot.mongod(pod.name()))
        .filter(Mongod.InSet.class::isInstance)
        .map(Mongod.InSet.class::cast)
        .max(
            Comparator.comparing(Mongod.InSet::writable, Boolean::compare)
                .thenComparing(in -> in.config().version()));
  }

  private static List<String> toBeRemoved(
      Snapshot snapshot, StatefulSetView.Known set, ReplicaSetConfig config) {
    return config.members().stream()
        .filter(
            member ->
                MemberPods.of(snapshot, config, member)
                    .map(Pod::ordinal)
                    .or(() -> set.ordinalOf(member.host()).stream().boxed().findFirst())
                    .filter(set::scalesAway)
                    .isPresent())
        .map(member -> member.host().toString())
        .toList();
  }
}
