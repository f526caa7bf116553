package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Optional;

/**
 * Votes are handed out and taken back one by one, each in a config of its own.
 *
 * <p>A member gets its vote when it is SECONDARY and caught up: from then on it holds what a
 * majority holds, and its vote can't help a candidate that lacks an acknowledged write. A member
 * that has a vote keeps it while it is sick: health changes no quorum. The vote that is one too
 * many is taken from the highest ordinal that is not the primary, and only if the healthy rest is a
 * majority of the new config. A member that a person made hidden or delayed is left as it is:
 * MongoDB refuses it a priority.
 */
final class Promotion {
  private static final String RULE = "one-vote-at-a-time";

  private Promotion() {}

  static Optional<Decision> decide(PrimaryView view) {
    List<Member> wanted =
        view.membersOfTheSet().stream()
            .filter(m -> view.isWanted(m) && !m.arbiterOnly() && !m.newlyAdded())
            .filter(m -> !m.hidden() && m.delaySecs() == 0)
            .toList();
    List<Member> ready = wanted.stream().filter(m -> m.voting() || view.isCaughtUp(m)).toList();
    int others = view.config().voters().size() - count(wanted);
    int votes = Votes.wanted(ready.size() + others) - others;
    if (count(ready) < votes) {
      return ready.stream().filter(m -> !m.voting()).findFirst().map(m -> promote(view, m));
    }
    if (count(ready) > votes) {
      return ready.reversed().stream()
          .filter(m -> m.voting() && !view.isSelf(m))
          .findFirst()
          .map(m -> demote(view, m));
    }
    return Optional.empty();
  }

  private static int count(List<Member> members) {
    return (int) members.stream().filter(Member::voting).count();
  }

  private static Decision promote(PrimaryView view, Member member) {
    ReplicaSetConfig next = view.config().change(member.id(), m -> m.with(1, 1));
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(
                RULE,
                "Giving %s its vote".formatted(member.host()),
                "it is %s and caught up".formatted(view.state(member)))
            .with(view.quorum(), view.quorumOf(next)));
  }

  private static Decision demote(PrimaryView view, Member member) {
    ReplicaSetConfig next = view.config().change(member.id(), m -> m.with(0, 0));
    Quorum after = view.quorumOf(next);
    String odd = "an odd number of votes bears as many failures with one member less to reach";
    if (!after.isMet()) {
      return new Decision.Wait(
          Reason.of(
                  RULE,
                  "Waiting to take the vote of " + member.host(),
                  odd + ", but the voters left would not be a healthy majority")
              .with(view.quorum(), after));
    }
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(RULE, "Taking the vote of " + member.host(), odd).with(view.quorum(), after));
  }
}
