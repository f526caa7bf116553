package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.Snapshot;
import java.util.Optional;
import java.util.function.Predicate;

/** Which pod is which member of a config, where no primary tells. */
final class MemberPods {
  private MemberPods() {}

  /**
   * The pod of a member: that of its name or, in a set named by addresses, the one whose own mongod
   * says that it is this member.
   */
  static Optional<Pod> of(Snapshot snapshot, ReplicaSetConfig config, Member member) {
    return snapshot
        .pod(member.host())
        .or(
            () ->
                snapshot.pods().stream()
                    .filter(pod -> snapshot.inSet(config, pod).filter(is(member)).isPresent())
                    .findFirst());
  }

  /** What the member's own mongod says, where it says that it is this member of this set. */
  static Optional<Mongod.InSet> answer(Snapshot snapshot, ReplicaSetConfig config, Member member) {
    return of(snapshot, config, member)
        .flatMap(pod -> snapshot.inSet(config, pod))
        .filter(is(member));
  }

  private static Predicate<Mongod.InSet> is(Member member) {
    return in -> in.selfId() == member.id();
  }
}
