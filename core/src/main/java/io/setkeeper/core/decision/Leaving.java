package io.setkeeper.core.decision;

import io.setkeeper.core.model.Pod;
import java.util.Optional;

/**
 * A primary whose pod is about to end hands over first, so that no client's write fails: MongoDB
 * asks a caught-up secondary to stand as it steps down (recorded: step_down; 1.1 s without a
 * primary, none of the retryable writes failed).
 *
 * <p>Safe because a step-down that is not forced waits until another electable member has all that
 * the primary has. Nobody is asked to take over whose own pod terminates too; where there is nobody
 * else, the primary stays as long as it may.
 */
final class Leaving {
  private static final String RULE = "hand-over-before-leaving";

  private Leaving() {}

  static Optional<Decision> decide(PrimaryView view) {
    boolean leaves = view.snapshot().selfPod().filter(Pod::terminating).isPresent();
    if (!leaves || view.wanted().leaves() || !hasSuccessor(view)) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision.Act(
            new Action.StepDown(),
            Reason.of(
                RULE,
                "Handing over: stepping down",
                "this pod terminates, and another electable member is caught up")));
  }

  private static boolean hasSuccessor(PrimaryView view) {
    return view.config().members().stream()
        .filter(m -> !view.isSelf(m) && view.isElectable(m))
        .anyMatch(m -> view.snapshot().pod(m.host()).filter(Pod::terminating).isEmpty());
  }
}
