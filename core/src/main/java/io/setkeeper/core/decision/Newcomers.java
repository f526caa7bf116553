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
 * mongod with data of its own would lose it to the initial sync: it is never added. One that does
 * not let its volume be looked at is not known to be empty ({@link Emptiness} has the argument).
 *
 * <p>An arbiter is different: mongod demands a vote of it (source: member_config.cpp), so each is a
 * voting change and comes alone. It has no data that it could lack.
 */
final class Newcomers {
  private static final String RULE = "newcomers-without-vote";

  private Newcomers() {}

  static Optional<Decision> decide(PrimaryView view) {
    List<Pod> fit = new ArrayList<>();
    List<String> strangers = new ArrayList<>();
    for (Pod pod : missing(view)) {
      switch (view.snapshot().mongod(pod.name())) {
        case Mongod.Uninitiated other when other.empty() -> fit.add(pod);
        case Mongod.Uninitiated other when other.contents() == Mongod.Contents.UNSEEN -> {} // waits
        case Mongod.Uninitiated other -> strangers.add(pod.name() + " has data of its own");
        case Mongod.Removed removed when isOfThisSet(view, removed.replicaSetId()) -> fit.add(pod);
        case Mongod.Removed removed when removed.config().isEmpty() -> {} // whose it is, is unknown
        case Mongod.Removed removed -> strangers.add(pod.name() + " is of another set");
        case Mongod.InSet in when !isOfThisSet(view, in.config().replicaSetId()) ->
            strangers.add(pod.name() + " is of another set");
        case Mongod.InSet in when nobodyTells(view, in) -> fit.add(pod);
        case Mongod.InSet in -> {} // it will learn that it was removed
        case Mongod.Unknown unknown -> {} // waited for: Completeness says so
      }
    }
    if (!fit.isEmpty()) {
      return Optional.of(add(view, fit));
    }
    return strangers.isEmpty() ? Optional.empty() : Optional.of(refuse(strangers));
  }

  private static List<Pod> missing(PrimaryView view) {
    return view.snapshot().pods().stream()
        .filter(p -> view.wanted().rules() && view.wanted().wants(p.ordinal()))
        .filter(p -> !p.terminating() && view.wanted().wishes().isKnown(p.ordinal()))
        .filter(p -> view.memberOf(p).isEmpty())
        .toList();
  }

  private static boolean isOfThisSet(PrimaryView view, Optional<String> replicaSetId) {
    return replicaSetId.isPresent() && replicaSetId.equals(view.config().replicaSetId());
  }

  /**
   * A member that was given up by an order and is back: it follows a config that none of today's
   * members is in, so it asks nobody who could tell it that it is none any more. As a newcomer it
   * hears of today's config, and rolls back what it alone has: that was the order.
   */
  private static boolean nobodyTells(PrimaryView view, Mongod.InSet in) {
    return view.config().version().isNewerThan(in.config().version())
        && in.primary().isEmpty()
        && view.config().members().stream()
            .noneMatch(m -> in.config().member(m.host()).isPresent());
  }

  private static Decision add(PrimaryView view, List<Pod> fit) {
    List<Pod> data = fit.stream().filter(pod -> !isArbiter(view, pod)).toList();
    if (data.isEmpty() && view.config().voters().size() >= Policy.MAX_VOTERS) {
      return new Decision.Refuse(
          Reason.of(
              RULE,
              "Not adding %s as an arbiter".formatted(fit.getFirst().name()),
              "an arbiter has to vote, and %d members do already".formatted(Policy.MAX_VOTERS)));
    }
    List<Pod> next = data.isEmpty() ? fit.subList(0, 1) : data;
    List<Member> added = new ArrayList<>();
    int highest = view.highestId();
    for (Pod pod : next) {
      int id = id(view, pod, highest);
      highest = Math.max(highest, id);
      added.add(
          isArbiter(view, pod) ? Member.arbiter(id, pod.host()) : Member.newcomer(id, pod.host()));
    }
    ReplicaSetConfig config = view.config().plus(added);
    String how = data.isEmpty() ? "as an arbiter" : "without a vote";
    return new Decision.Act(
        new Action.Reconfig(view.config(), config),
        Reason.of(
                RULE,
                "Adding %s %s".formatted(added.stream().map(Member::host).toList(), how),
                "the StatefulSet wants them, their mongods answer and hold no other data")
            .with(view.quorum(), view.quorumOf(config)));
  }

  private static boolean isArbiter(PrimaryView view, Pod pod) {
    return view.wanted().wishes().member(pod.ordinal()).arbiter();
  }

  /**
   * The ordinal where it was never used, else the next number: an {@code _id} is used once ({@link
   * NewIds}).
   */
  private static int id(PrimaryView view, Pod pod, int highest) {
    boolean recorded = view.snapshot().record() instanceof SetRecord.Initiated;
    return recorded && pod.ordinal() > highest ? pod.ordinal() : highest + 1;
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
