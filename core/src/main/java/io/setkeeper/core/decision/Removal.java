package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Membership follows the StatefulSet: what was scaled away is removed, and what a person ordered to
 * be removed; nothing else ever is.
 *
 * <p>Safe because:
 *
 * <ul>
 *   <li>{@code spec.replicas} is read from the API server itself for this decision; a StatefulSet
 *       that is absent, being deleted or at 0 removes nobody. A member that does not answer is
 *       sick, not gone;
 *   <li>one member goes at a time, the highest ordinal first, from a committed config: old and new
 *       majorities share a member ({@link Commitment});
 *   <li>it goes only if those voters that are left and healthy are a majority of the new config
 *       ({@link Guard}): a removal never costs the set its primary. Where the highest ordinal has
 *       to wait for that, the next one that need not goes before it: without a sick member's vote
 *       fewer healthy ones are a majority;
 *   <li>a primary that is scaled away steps down first, and the next primary's keeper removes it.
 *       See {@link Successors}.
 * </ul>
 */
final class Removal {
  private static final String RULE = "remove-what-was-scaled-away";

  private Removal() {}

  static Optional<Decision> decide(PrimaryView view) {
    List<Member> surplus = surplus(view);
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
    return view.isSelf(surplus.getFirst())
        ? handOver(view, surplus)
        : Optional.of(removeOne(view, surplus));
  }

  /** Those to be removed, the first to go first. */
  private static List<Member> surplus(PrimaryView view) {
    Stream<Member> ordered = view.config().members().stream().filter(view::isOrderedAway);
    Stream<Member> scaledAway = view.membersOfTheSet().reversed().stream().filter(view::isSurplus);
    return Stream.concat(ordered, scaledAway).toList();
  }

  private static Optional<Decision> handOver(PrimaryView view, List<Member> surplus) {
    Optional<Decision> next =
        Successors.handOver(
            view, RULE, "this member is to be removed", why(view, surplus.getFirst()));
    // Where nobody fits the other rules make one: add it, give it its vote, where one is left.
    boolean noVoteIsLeft = view.config().voters().size() >= Policy.MAX_VOTERS;
    return next.isEmpty() && noVoteIsLeft && surplus.size() > 1
        ? Optional.of(removeOne(view, surplus))
        : next;
  }

  private static Decision removeOne(PrimaryView view, List<Member> surplus) {
    List<Decision> removals =
        surplus.stream().filter(m -> !view.isSelf(m)).map(m -> remove(view, m)).toList();
    return removals.stream()
        .filter(removal -> Guard.check(view, removal) instanceof Decision.Act)
        .findFirst()
        .orElse(removals.getFirst());
  }

  private static Decision remove(PrimaryView view, Member member) {
    ReplicaSetConfig next = view.config().without(m -> m.id() == member.id());
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(RULE, "Removing " + member.host(), why(view, member))
            .with(view.quorum(), view.quorumOf(next)));
  }

  private static String why(PrimaryView view, Member member) {
    return view.isSurplus(member)
        ? "the StatefulSet wants %d, and %s is beyond"
            .formatted(view.wanted().size(), member.host())
        : "the StatefulSet's annotation orders it";
  }
}
