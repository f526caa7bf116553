package io.setkeeper.core.invariant;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Optional;
import java.util.function.Predicate;

/** No member is removed that was not scaled away or ordered away: health removes nobody. */
public final class RemovedByWish {
  private static final String NAME = "removed-by-wish";

  private RemovedByWish() {}

  /**
   * A config is asked for.
   *
   * @param mayGo whether the member was scaled away, or its removal ordered, at any moment from the
   *     beginning of the look until now: nobody can know of a wish that changes on the way
   */
  public static Optional<Violation> asked(
      ReplicaSetConfig from, ReplicaSetConfig to, Predicate<Member> mayGo) {
    return from.members().stream()
        .filter(member -> to.member(member.id()).isEmpty() && !mayGo.test(member))
        .findFirst()
        .map(member -> new Violation(NAME, member.host() + " is removed, which nobody asked for"));
  }
}
