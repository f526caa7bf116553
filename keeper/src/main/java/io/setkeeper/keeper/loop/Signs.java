package io.setkeeper.keeper.loop;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;

/** What a snapshot tells of the changes that are near. */
final class Signs {
  private Signs() {}

  /** A hook may wait for this keeper. */
  static boolean ownPodEnds(Snapshot snapshot) {
    return snapshot.selfPod().filter(Pod::terminating).isPresent();
  }

  /**
   * The own mongod is in a set and sees no primary; or it sees one whose own answer, asked for
   * because its connection broke, is another.
   */
  static boolean primaryIsMissing(Snapshot snapshot) {
    return snapshot.ownMongod() instanceof Mongod.InSet own
        && !own.writable()
        && !hasLivingPrimary(snapshot, own);
  }

  /** Another keeper acts, and the own mongod's changes are events. */
  static boolean followsAPrimary(Snapshot snapshot) {
    return snapshot.ownMongod() instanceof Mongod.InSet own
        && !own.writable()
        && hasLivingPrimary(snapshot, own);
  }

  static boolean isFresh(Snapshot snapshot) {
    return snapshot.statefulSet() instanceof StatefulSetView.Known set && set.fresh();
  }

  private static boolean hasLivingPrimary(Snapshot snapshot, Mongod.InSet own) {
    return own.primary()
        .filter(
            primary ->
                snapshot
                    .pod(primary.host())
                    .map(Pod::name)
                    .filter(snapshot.mongods()::containsKey)
                    .map(snapshot::mongod)
                    .map(said -> said instanceof Mongod.InSet in && in.writable())
                    .orElse(true))
        .isPresent();
  }
}
