package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Optional;

/**
 * Who could take over from the primary, and stay.
 *
 * <p>A primary that is to lose its vote, its priority or its place steps down only where an
 * electable member may be primary for good. Otherwise its successor would have to step down by the
 * same wishes, and the set would fail over for ever; so the primary stays, and says what it waits
 * for.
 */
final class Successors {
  private Successors() {}

  /**
   * The next step of handing over to somebody who may stay; empty where nobody could take over now.
   *
   * @param what the step-down in words
   */
  static Optional<Decision> handOver(PrimaryView view, String rule, String what, String why) {
    if (!hasLasting(view)) {
      return Optional.empty();
    }
    ReplicaSetConfig next = view.config();
    for (Member member : view.config().members()) {
      if (isPassedOver(view, member)) {
        next = next.change(member.id(), m -> m.with(m.votes(), 0));
      }
    }
    if (next.equals(view.config())) {
      return Optional.of(
          new Decision.Act(new Action.StepDown(), Reason.of(rule, "Stepping down: " + what, why)));
    }
    return Optional.of(
        new Decision.Act(
            new Action.Reconfig(view.config(), next),
            Reason.of(
                    rule,
                    "Making those unelectable that could not stay primary",
                    "the primary hands over, once: " + what)
                .with(view.quorum(), view.quorumOf(next))));
  }

  /** Where there is nobody to hand over to. */
  static Decision waits(String rule, String what) {
    return new Decision.Wait(
        Reason.of(rule, what, "no electable member that may stay primary is caught up"));
  }

  /**
   * Whether the primary is to hand over, can do so for good, and this member would not be the one:
   * until that is done it must not be electable.
   */
  static boolean isPassedOver(PrimaryView view, Member member) {
    Optional<Member> self = view.config().member(view.own().selfId());
    boolean isOurs = view.isSurplus(member) || Votes.isManaged(view, member);
    return isOurs
        && !view.isSelf(member)
        && self.isPresent()
        && !mayStay(view, self.get())
        && !mayStay(view, member)
        && hasLasting(view);
  }

  private static boolean hasLasting(PrimaryView view) {
    return view.config().members().stream()
        .anyMatch(m -> !view.isSelf(m) && view.isElectable(m) && mayStay(view, m));
  }

  private static boolean mayStay(PrimaryView view, Member member) {
    boolean goes = view.isSurplus(member) || view.isOrderedAway(member);
    if (goes || !Votes.isManaged(view, member)) {
      return !goes;
    }
    PrimaryView then = ledBy(view, member);
    return Votes.holders(then, Votes.managed(then)).contains(member)
        && Attributes.priority(then, member) > 0;
  }

  /** The same set, as if that member were its primary. */
  private static PrimaryView ledBy(PrimaryView view, Member member) {
    Mongod.InSet own = view.own();
    return new PrimaryView(
        view.snapshot(),
        view.wanted(),
        new Mongod.InSet(
            member.id(),
            own.state(),
            own.writable(),
            own.term(),
            own.config(),
            own.committed(),
            own.peers(),
            own.heartbeatInterval(),
            own.writeConcernSet()),
        view.policy());
  }
}
