package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Votes are handed out and taken back one by one, each in a config of its own.
 *
 * <p>A member gets its vote when it is SECONDARY and caught up: from then on it holds what a
 * majority holds, and its vote can't help a candidate that lacks an acknowledged write. A member
 * that has a vote keeps it while it is sick: health changes no quorum. How many vote, and who, says
 * {@link Votes}; who is not ready yet is not counted when votes are handed out, and is counted when
 * they are taken, so a member that is away for a while moves no vote.
 *
 * <p>Where an arbiter votes, the vote comes first and the priority in a second config ({@link
 * Attributes}): otherwise a member that lacks writes could be elected with the arbiter's help
 * before they are committed anew (manual: rs.reconfigForPSASet).
 */
final class Promotion {
  private static final String RULE = "one-vote-at-a-time";

  private Promotion() {}

  static Optional<Decision> decide(PrimaryView view) {
    List<Member> managed = Votes.managed(view);
    List<Member> ready = managed.stream().filter(m -> m.voting() || view.isCaughtUp(m)).toList();
    List<Member> holders = Votes.holders(view, ready);
    Optional<Member> gets = holders.stream().filter(m -> !m.voting()).findFirst();
    Optional<Member> loses = loser(view, managed, holders);
    boolean full = view.config().voters().size() >= Policy.MAX_VOTERS;
    return full || gets.isEmpty()
        ? loses.map(member -> view.isSelf(member) ? handOver(view) : demote(view, member))
        : gets.map(member -> promote(view, member));
  }

  /** The one whose vote is too many, even when all the others are ready; the primary last. */
  private static Optional<Member> loser(
      PrimaryView view, List<Member> managed, List<Member> holders) {
    List<Member> atLast = Votes.holders(view, managed);
    return managed.reversed().stream()
        .filter(m -> m.voting() && !holders.contains(m) && !atLast.contains(m))
        .min(Comparator.comparing(view::isSelf));
  }

  private static Decision promote(PrimaryView view, Member member) {
    // With all that is wished: a member that is hidden still could not have the priority.
    Member voter = Attributes.wished(view, member.with(1, 1));
    double priority = hasArbiter(view.config()) ? 0 : voter.priority();
    ReplicaSetConfig next = view.config().change(member.id(), m -> voter.with(1, priority));
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(
                RULE,
                "Giving %s its vote".formatted(member.host()),
                "it is %s and caught up".formatted(view.state(member)))
            .with(view.quorum(), view.quorumOf(next)));
  }

  static boolean hasArbiter(ReplicaSetConfig config) {
    return config.voters().stream().anyMatch(Member::arbiterOnly);
  }

  private static Decision handOver(PrimaryView view) {
    return Successors.handOver(
            view,
            RULE,
            "the annotations leave this member no vote",
            "a primary votes; the next primary's keeper takes the vote")
        .orElseGet(
            () ->
                Successors.waits(
                    RULE, "Waiting to take this primary's vote, as the annotations wish"));
  }

  private static Decision demote(PrimaryView view, Member member) {
    ReplicaSetConfig next = view.config().change(member.id(), m -> m.with(0, 0));
    String why =
        Votes.settings(view, member).votes().orElse(1) == 0
            ? "the StatefulSet's annotation wishes it without a vote"
            : "an odd number of votes bears as many failures with one member less to reach";
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(RULE, "Taking the vote of " + member.host(), why)
            .with(view.quorum(), view.quorumOf(next)));
  }
}
