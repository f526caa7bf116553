package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.StatefulSetView;
import java.util.Optional;

/**
 * Nothing is to be done: says what the set still waits for, or that it is whole. *Whole* means: the
 * wanted members, one writable primary, the others SECONDARY, the config committed, no step due.
 */
final class Completeness {
  private static final String RULE = "whole";

  private Completeness() {}

  static Optional<Decision> decide(PrimaryView view) {
    StatefulSetView.Known wanted = view.wanted();
    if (!wanted.rules()) {
      return Optional.of(
          waits(
              "Keeping every member",
              "the StatefulSet is being deleted or scaled to 0, which removes nobody"));
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
        .map(m -> waits("Waiting for " + m.host(), "the primary sees it as " + view.state(m)));
  }

  static Decision whole(PrimaryView view) {
    return new Decision.Rest(
        Reason.of(
            RULE,
            "Nothing to do",
            "all %d members are well: %s"
                .formatted(view.config().members().size(), view.quorum())));
  }

  private static Optional<Decision> missing(PrimaryView view, int ordinal) {
    String name = view.wanted().name() + "-" + ordinal;
    Optional<Pod> pod = view.snapshot().pod(ordinal);
    if (pod.isEmpty()) {
      return Optional.of(waits("Waiting for " + name, "its pod does not exist yet"));
    }
    if (view.config().member(pod.get().host()).isPresent()) {
      return Optional.empty();
    }
    String why =
        view.snapshot().mongod(name) instanceof Mongod.Unknown(String cause, boolean refused)
            ? "its mongod does not answer yet: " + cause
            : "its pod is terminating or its mongod does not know yet that it may join";
    return Optional.of(waits("Waiting for " + name, why));
  }

  private static boolean isWell(PrimaryView view, Member member) {
    MemberState state = view.state(member);
    return state == MemberState.ARBITER || state.readable();
  }

  private static Decision waits(String what, String why) {
    return new Decision.Wait(Reason.of(RULE, what, why));
  }
}
