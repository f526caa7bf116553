package io.setkeeper.core.decision;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Nothing is to be done: says what the set still waits for, or that it is whole. *Whole* means: the
 * wanted members, one writable primary, the others SECONDARY, the config committed, no step due.
 */
final class Completeness {
  private static final String RULE = "whole";

  private Completeness() {}

  static Optional<Decision> decide(PrimaryView view) {
    StatefulSetView.Known wanted = view.wanted();
    if (!wanted.rules() && wanted.wishes().sizeIsKnown()) {
      return Optional.of(
          waits(
              "Keeping every member",
              "the StatefulSet is being deleted or scaled to 0, which removes nobody"));
    }
    if (!wanted.wishes().faults().isEmpty()) {
      return Optional.of(faulty(wanted.wishes()));
    }
    Optional<Decision> kept =
        view.config().members().stream()
            .filter(m -> view.isWanted(m) && wanted.wishes().removals().contains(m.host()))
            .findFirst()
            .map(m -> keptAgainstOrder(view, m));
    if (kept.isPresent()) {
      return kept;
    }
    Optional<Decision> surplus =
        view.config().members().stream()
            .filter(view::isSurplus)
            .findFirst()
            .map(m -> Successors.waits(RULE, "Waiting to remove " + m.host()));
    if (surplus.isPresent()) {
      return surplus;
    }
    int end = wanted.firstOrdinal() + wanted.size();
    for (int ordinal = wanted.firstOrdinal(); ordinal < end; ordinal++) {
      Optional<Decision> missing = missing(view, ordinal);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return view.config().members().stream()
        .filter(m -> !isWell(view, m))
        .findFirst()
        .map(m -> waits("Waiting for " + m.host(), howItIs(view, m)))
        .or(() -> owedVote(view));
  }

  private static String howItIs(PrimaryView view, Member member) {
    MemberState state = view.state(member);
    String seen = "the primary sees it as " + state;
    if (view.ordinal(member).isEmpty()) {
      return "%s; it is no pod of this StatefulSet: if it is gone for good, order its removal: %s"
          .formatted(
              seen,
              Kubectl.annotate(
                  view.wanted(), Annotations.REMOVE_MEMBERS, member.host().toString()));
    }
    return state == MemberState.RECOVERING
        ? seen + "; if that lasts it is too stale to catch up: empty its volume, and it syncs anew"
        : seen;
  }

  /** Somebody who should vote and lags, which is no health that the primary shows. */
  private static Optional<Decision> owedVote(PrimaryView view) {
    return Votes.holders(view, Votes.managed(view)).stream()
        .filter(m -> !m.voting())
        .findFirst()
        .map(
            m ->
                waits(
                    "Waiting to give %s its vote".formatted(m.host()),
                    "it is %d s behind the primary, and may be %d"
                        .formatted(view.secondsBehind(m), view.mayLag(m))));
  }

  static Decision whole(PrimaryView view) {
    String well =
        view.config().members().size() == 1
            ? "the one member is well: " + view.quorum()
            : "all %d members are well: %s"
                .formatted(view.config().members().size(), view.quorum());
    String strangers =
        view.strangers().isEmpty()
            ? ""
            : "; kept, though they are no pods of this StatefulSet: "
                + view.strangers().stream()
                    .map(m -> m.host().toString())
                    .collect(Collectors.joining(", "));
    String two =
        view.config().voters().size() == 2
            ? "; with two voters, the loss of either stops all writes: three bear one"
            : "";
    return new Decision.Rest(Reason.of(RULE, "Nothing to do", well + strangers + two));
  }

  /** What can't be understood is not guessed; the rest is done before this is said. */
  private static Decision faulty(Wishes wishes) {
    return new Decision.Refuse(
        Reason.of(
            "annotations",
            "Not following annotations that can't be understood",
            wishes.faults().stream()
                .map(fault -> fault.annotation() + ": " + fault.why())
                .collect(Collectors.joining("; "))));
  }

  /** Membership follows the StatefulSet: were it removed, it would be added again. */
  private static Decision keptAgainstOrder(PrimaryView view, Member member) {
    return new Decision.Refuse(
        Reason.of(
            "annotations",
            "Not removing %s, as %s orders".formatted(member.host(), Annotations.REMOVE_MEMBERS),
            "it is a pod that the StatefulSet wants, and the order is for members that are no pods;"
                + " take it out of the annotation, and to have fewer members scale the StatefulSet"
                + " (%s) or say %s, which removes the highest ordinal first"
                    .formatted(Kubectl.scale(view.wanted()), Annotations.SIZE)));
  }

  private static Optional<Decision> missing(PrimaryView view, int ordinal) {
    String name = view.wanted().name() + "-" + ordinal;
    Optional<Pod> pod = view.snapshot().pod(ordinal);
    if (pod.isEmpty()) {
      boolean never = ordinal >= view.wanted().firstOrdinal() + view.wanted().replicas();
      return Optional.of(
          waits(
              "Waiting for " + name,
              never
                  ? "its pod does not exist: %s wishes %d members, and spec.replicas is %d"
                      .formatted(Annotations.SIZE, view.wanted().size(), view.wanted().replicas())
                  : "its pod does not exist yet"));
    }
    Optional<Member> member = view.memberOf(pod.get());
    if (member.isPresent()) {
      return view.wanted().wishes().member(ordinal).arbiter() && !member.get().arbiterOnly()
          ? Optional.of(noArbiter(name))
          : Optional.empty();
    }
    String why =
        switch (view.snapshot().mongod(name)) {
          case Mongod.Unknown(String cause, boolean refused) ->
              "its mongod does not answer yet: " + cause;
          case Mongod.Uninitiated(var contents, var setName)
              when contents == Mongod.Contents.UNSEEN ->
              "its mongod may have data: " + Emptiness.UNSEEN_REMEDY;
          default -> "its pod is terminating or its mongod does not know yet that it may join";
        };
    return Optional.of(waits("Waiting for " + name, why));
  }

  private static Decision noArbiter(String name) {
    return new Decision.Refuse(
        Reason.of(
            "annotations",
            "Not making %s an arbiter, as the annotation wishes".formatted(name),
            "it bears data, and arbiterOnly never changes on a member: scale it away first, empty its"
                + " volume, and it comes back as one"));
  }

  private static boolean isWell(PrimaryView view, Member member) {
    MemberState state = view.state(member);
    return state == MemberState.ARBITER || state.readable();
  }

  private static Decision waits(String what, String why) {
    return new Decision.Wait(Reason.of(RULE, what, why));
  }
}
