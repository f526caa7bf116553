package io.setkeeper.core.decision;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Optional;

/**
 * A majority that is lost for good: a person orders the set to go on with one survivor, and its
 * keeper forces the config once.
 *
 * <p>A forced reconfig can lose writes that a majority acknowledged, and two of them make two sets.
 * So nobody does it unasked, and the order is held against all that can be known:
 *
 * <ul>
 *   <li>it names the survivor, its config's (term, version) and who is given up. A forced config
 *       has another version, so one order can't be carried out twice;
 *   <li>no majority of the config answers, or MongoDB would elect by itself;
 *   <li>who is given up does not run: a member that runs might be primary to somebody. (Of a member
 *       that is no pod of this StatefulSet nobody can tell: the person's word counts.)
 *   <li>everybody else answers, and nobody that answers has more than the survivor;
 *   <li>it is noted in the record before it is done: a keeper that dies between the two finds the
 *       note, and the config's version tells whether it was done.
 * </ul>
 *
 * <p>All is read from the API server itself, right before.
 */
final class Recovery {
  static final String RULE = "recover-by-order";

  private Recovery() {}

  /** What the survivor's keeper does about the order, where there is one for it. */
  static Optional<Decision> decide(Snapshot snapshot, StatefulSetView.Known wanted) {
    return wanted
        .wishes()
        .recoverFrom()
        .filter(order -> order.survivor().equals(snapshot.self()))
        .flatMap(
            order ->
                Survivor.of(snapshot)
                    .filter(survivor -> survivor.config().version().equals(order.version()))
                    .map(survivor -> decide(snapshot, wanted, order, survivor)));
  }

  private static Decision decide(
      Snapshot snapshot, StatefulSetView.Known wanted, RecoverFrom order, Survivor survivor) {
    List<Member> givenUp =
        survivor.config().members().stream()
            .filter(m -> isNamed(snapshot, order, m.host()))
            .toList();
    Optional<String> objection =
        new RecoveryCheck(snapshot, wanted, order, survivor, givenUp).objection();
    if (objection.isPresent()) {
      return new Decision.Refuse(
          Reason.of(RULE, "Not recovering as ordered: " + order, objection.get()));
    }
    if (!wanted.fresh()) {
      return new Decision.LookAgain(
          Reason.of(RULE, "Reading everything again before the config is forced", "as ordered"));
    }
    return switch (snapshot.record()) {
      case SetRecord.Unknown(String why) ->
          new Decision.Wait(Reason.of(RULE, "Waiting for the set's record to be read", why));
      case SetRecord.Initiated record when record.hasBegun(order) ->
          force(snapshot, survivor, givenUp, record);
      case SetRecord.Initiated record -> note(record, record.begun(order));
      case SetRecord.None none -> note(none, adopted(survivor).begun(order));
      case SetRecord.Initiating initiating -> note(initiating, adopted(survivor).begun(order));
    };
  }

  static boolean isNamed(Snapshot snapshot, RecoverFrom order, HostPort host) {
    return order.givenUp().contains(host.toString())
        || snapshot.pods().stream()
            .anyMatch(p -> p.host().equals(host) && order.givenUp().contains(p.name()))
        // A pod that is no more: by its name's first label.
        || order.givenUp().contains(host.host().split("\\.", 2)[0]);
  }

  private static SetRecord.Initiated adopted(Survivor survivor) {
    ReplicaSetConfig config = survivor.config();
    return new SetRecord.Initiated("", config.replicaSetId().orElse(""), config.highestId());
  }

  private static Decision note(SetRecord from, SetRecord.Initiated to) {
    return new Decision.Act(
        new Action.WriteRecord(from, to),
        Reason.of(
            RULE,
            "Noting that the config is forced by order",
            "the order fits what is seen, and is noted before it is carried out"));
  }

  private static Decision force(
      Snapshot snapshot, Survivor survivor, List<Member> givenUp, SetRecord.Initiated record) {
    ReplicaSetConfig next = survivor.goingOnWithout(givenUp, record.highestId());
    // Who has nothing could not tell a stale candidate from a fresh one, now less than ever.
    for (Member member : next.voters()) {
      if (MemberPods.answer(snapshot, survivor.config(), member)
          .filter(in -> in.state() == MemberState.STARTUP2 && in.applied().isNone())
          .isPresent()) {
        next = next.change(member.id(), m -> m.with(0, 0));
      }
    }
    return new Decision.Act(
        new Action.ForceReconfig(survivor.config(), next),
        Reason.of(
            RULE,
            "Forcing the config, as ordered: " + ConfigChange.between(survivor.config(), next),
            "the majority is given up. Writes that only members given up have are lost; this"
                + " survivor has everything up to "
                + survivor.applied().words()));
  }

  /**
   * The own mongod as a survivor.
   *
   * @param self its member; empty when its config names no address of its own
   */
  record Survivor(Pod pod, ReplicaSetConfig config, Optional<Member> self, OpTime applied) {
    static Optional<Survivor> of(Snapshot snapshot) {
      Optional<Pod> pod = snapshot.selfPod();
      return switch (snapshot.ownMongod()) {
        case Mongod.InSet in when in.state().readable() && !in.writable() ->
            pod.map(p -> new Survivor(p, in.config(), in.self(), in.applied()));
        case Mongod.Removed removed ->
            pod.flatMap(
                p ->
                    removed
                        .config()
                        .map(c -> new Survivor(p, c, Optional.empty(), removed.written())));
        case Mongod.InSet in -> Optional.empty();
        case Mongod.Uninitiated uninitiated -> Optional.empty();
        case Mongod.Unknown unknown -> Optional.empty();
      };
    }

    /**
     * The config to force: who is not given up, the survivor able to be elected. A survivor whose
     * config has no address of its own comes in under its name and an {@code _id} of its own.
     */
    ReplicaSetConfig goingOnWithout(List<Member> givenUp, int highestId) {
      ReplicaSetConfig left = config.without(givenUp::contains);
      int unused = Math.max(highestId, config.highestId()) + 1;
      return self.isPresent()
          ? left.change(self.get().id(), Survivor::electable)
          : left.plus(List.of(Member.voter(unused, pod.host())));
    }

    /** A member that is hidden or delayed may have no priority. */
    private static Member electable(Member m) {
      return new Member(
          m.id(),
          m.host(),
          1,
          Math.max(1, m.priority()),
          false,
          0,
          m.arbiterOnly(),
          false,
          m.tags());
    }
  }
}
