package io.setkeeper.core.invariant;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Optional;

/**
 * Nothing is built on a vote without data: while a voter is known to be empty, no reconfig is asked
 * for but the one that takes its vote, if the voters left are a healthy majority ({@link
 * HealthyMajority}). With its vote an empty member helps whoever asks first.
 */
public final class NoVoteWithoutData {
  private static final String NAME = "no-vote-without-data";

  private NoVoteWithoutData() {}

  /** A reconfig is asked for, without force, by somebody who sees the set so. */
  public static Optional<Violation> asked(ReplicaSetConfig to, Mongod.InSet seenBy) {
    for (Member member : to.members()) {
      if (member.voting() && !member.arbiterOnly() && isEmpty(member, seenBy)) {
        ReplicaSetConfig without =
            seenBy.config().change(member.id(), m -> m.with(0, 0));
        if (HealthyMajority.asked(without, seenBy).isEmpty()) {
          return Optional.of(
              new Violation(
                  NAME, member.host() + " is empty and keeps its vote in the next config"));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isEmpty(Member member, Mongod.InSet seenBy) {
    return seenBy
        .peer(member.id())
        .filter(PeerView::healthy)
        .filter(p -> p.state() == MemberState.STARTUP2)
        .filter(p -> p.applied().isNone())
        .isPresent();
  }
}
