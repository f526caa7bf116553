package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Optional;

/**
 * Membership follows the StatefulSet: what was scaled away is removed, and nothing else ever is.
 *
 * <p>Safe because:
 *
 * <ul>
 *   <li>{@code spec.replicas} is read from the API server itself for this decision; a StatefulSet
 *       that is absent, being deleted or at 0 removes nobody. A member that does not answer is
 *       sick, not gone;
 *   <li>one member goes at a time, the highest ordinal first, from a committed config: old and new
 *       majorities share a member ({@link Commitment});
 *   <li>it goes only if those voters that are left and healthy are a majority of the new config: a
 *       removal never costs the set its primary;
 *   <li>a primary that is scaled away steps down first; the next primary's keeper removes it.
 * </ul>
 */
final class Removal {
  private static final String RULE = "remove-what-was-scaled-away";

  private Removal() {}

  static Optional<Decision> decide(PrimaryView view) {
    if (!view.wanted().rules()) {
      return Optional.empty();
    }
    List<Member> surplus = view.membersOfTheSet().stream().filter(m -> !view.isWanted(m)).toList();
    if (surplus.isEmpty()) {
      return Optional.empty();
    }
    if (!view.wanted().fresh()) {
      return Optional.of(
          new Decision.LookAgain(
              Reason.of(
                  RULE,
                  "Reading the StatefulSet again before anything is removed",
                  "what is cached of it may be stale")));
    }
    return Optional.of(remove(view, surplus.getLast()));
  }

  private static Decision remove(PrimaryView view, Member member) {
    String scaled =
        "the StatefulSet wants %d, and %s is beyond".formatted(view.wanted().size(), member.host());
    if (view.isSelf(member)) {
      return new Decision.Act(
          new Action.StepDown(),
          Reason.of(RULE, "Stepping down: this member was scaled away", scaled));
    }
    ReplicaSetConfig next = view.config().without(m -> m.id() == member.id());
    Quorum after = view.quorumOf(next);
    if (!after.isMet()) {
      return new Decision.Wait(
          Reason.of(
                  RULE,
                  "Waiting to remove " + member.host(),
                  scaled + ", but the voters left would not be a healthy majority")
              .with(view.quorum(), after));
    }
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(RULE, "Removing " + member.host(), scaled).with(view.quorum(), after));
  }
}
