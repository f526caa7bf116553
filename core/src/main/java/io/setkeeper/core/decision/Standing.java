package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import java.util.Optional;

/**
 * A set that was just initiated has no primary to wait for: nobody stands for election before
 * {@code electionTimeoutMillis} (10 s), though all could (recorded: 11 s to a primary, 3 s when one
 * is asked to stand). The member that was initiated on is asked, once.
 *
 * <p>Safe because standing is no more than a candidacy: it needs a majority of the votes, as every
 * election does. In term 0 nothing was ever elected, so no primary is disturbed and no write can be
 * lost; the candidacy itself begins term 1, which ends this rule, won or lost. Asked before its
 * peers follow it would lose (recorded: 125), so it waits until they are SECONDARY.
 */
final class Standing {
  private static final String RULE = "stand-once-after-initiation";

  private Standing() {}

  static Optional<Decision> decide(Snapshot snapshot, Mongod.InSet own) {
    boolean initiatedHere =
        snapshot.record() instanceof SetRecord.Initiating record
            && record.pod().equals(snapshot.self());
    if (!initiatedHere
        || own.term() > 0
        || own.primary().isPresent()
        || !own.config().voters().stream().allMatch(voter -> follows(own, voter))) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision.Act(
            new Action.StepUp(own.term()),
            Reason.of(
                RULE,
                "Standing for election",
                "the set was just initiated, every voter follows, and nobody was ever primary")));
  }

  private static boolean follows(Mongod.InSet own, Member voter) {
    return own.peer(voter.id())
        .filter(PeerView::healthy)
        .filter(peer -> peer.state() == MemberState.SECONDARY)
        .isPresent();
  }
}
