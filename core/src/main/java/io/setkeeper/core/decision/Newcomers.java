package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Wanted pods become members as they come, several in one reconfig, without vote and priority.
 *
 * <p>Without a vote a newcomer counts in no majority, so any number may be added at once (recorded:
 * one rule for all versions from 4.4) and an empty one can't help a stale candidate win. Only a pod
 * whose mongod answered is added: one that is empty, or that this very set removed earlier. A
 * mongod with data of its own would lose it to the initial sync: it is never added.
 */
final class Newcomers {
  private static final String RULE = "newcomers-without-vote";

  private Newcomers() {}

  static Optional<Decision> decide(PrimaryView view) {
    List<Member> added = new ArrayList<>();
    List<String> strangers = new ArrayList<>();
    int highest = view.highestId();
    for (Pod pod : missing(view)) {
      switch (view.snapshot().mongod(pod.name())) {
        case Mongod.Uninitiated other when other.empty() -> {
          Member member = Member.newcomer(id(view, pod, highest), pod.host());
          highest = Math.max(highest, member.id());
          added.add(member);
        }
        case Mongod.Removed removed when isOfThisSet(view, removed.replicaSetId()) -> {
          Member member = Member.newcomer(id(view, pod, highest), pod.host());
          highest = Math.max(highest, member.id());
          added.add(member);
        }
        case Mongod.Uninitiated other -> strangers.add(pod.name() + " has data of its own");
        case Mongod.Removed removed -> strangers.add(pod.name() + " is of another set");
        case Mongod.InSet in when !isOfThisSet(view, in.config().replicaSetId()) ->
            strangers.add(pod.name() + " is of another set");
        case Mongod.InSet in -> {} // it will learn that it was removed
        case Mongod.Unknown unknown -> {} // waited for: Completeness says so
      }
    }
    if (!added.isEmpty()) {
      return Optional.of(view.wanted().fresh() ? add(view, added) : lookAgain());
    }
    return strangers.isEmpty() ? Optional.empty() : Optional.of(refuse(strangers));
  }

  private static List<Pod> missing(PrimaryView view) {
    return view.snapshot().pods().stream()
        .filter(p -> view.wanted().wants(p.ordinal()) && !p.terminating())
        .filter(p -> view.config().member(p.host()).isEmpty())
        .toList();
  }

  private static boolean isOfThisSet(PrimaryView view, Optional<String> replicaSetId) {
    return replicaSetId.isPresent() && replicaSetId.equals(view.config().replicaSetId());
  }

  /** The ordinal where it was never used, else the next number: an {@code _id} is used once. */
  private static int id(PrimaryView view, Pod pod, int highest) {
    boolean recorded = view.snapshot().record() instanceof SetRecord.Initiated;
    return recorded && pod.ordinal() > highest ? pod.ordinal() : highest + 1;
  }

  private static Decision lookAgain() {
    return new Decision.LookAgain(
        Reason.of(
            RULE,
            "Reading everything again before members are added",
            "a cached record may not have the highest _id yet, and none is used twice"));
  }

  private static Decision add(PrimaryView view, List<Member> added) {
    ReplicaSetConfig next = view.config().plus(added);
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(
                RULE,
                "Adding %s without a vote".formatted(added.stream().map(Member::host).toList()),
                "the StatefulSet wants them, their mongods answer and hold no other data")
            .with(view.quorum(), view.quorumOf(next)));
  }

  private static Decision refuse(List<String> strangers) {
    return new Decision.Refuse(
        Reason.of(
            RULE,
            "Not adding " + String.join(", ", strangers),
            "as a member it would lose that data to the initial sync; save it, empty the volume, and"
                + " it is added"));
  }
}
