package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Comparator;
import java.util.Optional;

/**
 * A voter that comes back with an empty volume loses its vote until it has caught up again.
 *
 * <p>It votes while it syncs, for whoever asks first: it has nothing to compare with. Say a write
 * was acknowledged by the primary and this voter, and the third one lags. The volume is wiped, the
 * primary dies, and the empty voter elects the lagging one: the write is lost, though only one
 * machine failed at a time. Without its vote the lagging one is no majority, and the set waits for
 * the primary that has the write.
 *
 * <p>Taking the vote is one voting change on a committed config, and happens only where the voters
 * left are a healthy majority ({@link Guard}); where they are not it is waited for, because then
 * the vote may be the one that keeps the set writable. {@link Promotion} gives it back; so it is
 * taken only where {@link Promotion} decides: a member that a person configured keeps what it has.
 * One that was scaled away loses it too: until it is removed, others may go first.
 */
final class WipedVoters {
  private static final String RULE = "no-vote-without-data";

  private WipedVoters() {}

  static Optional<Decision> decide(PrimaryView view) {
    return view.config().voters().stream()
        .filter(member -> Votes.isManaged(view, member) || view.isSurplus(member))
        .filter(view::isWiped)
        // Who only says so itself may have data again by now; of several it comes last.
        .max(Comparator.comparing(view::isSeenEmpty, Boolean::compare).thenComparingInt(Member::id))
        .map(member -> takeTheVote(view, member));
  }

  private static Decision takeTheVote(PrimaryView view, Member member) {
    ReplicaSetConfig next = view.config().change(member.id(), m -> m.with(0, 0));
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(
                RULE,
                "Taking the vote of %s until it has caught up".formatted(member.host()),
                "its volume is empty: its vote could help elect a member that lacks acknowledged"
                    + " writes")
            .with(view.quorum(), view.quorumOf(next)));
  }
}
