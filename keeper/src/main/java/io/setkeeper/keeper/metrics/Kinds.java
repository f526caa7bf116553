package io.setkeeper.keeper.metrics;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import java.util.Optional;

/** Decisions, actions and outcomes in a word each. */
public final class Kinds {
  private Kinds() {}

  static String of(Decision decision) {
    return switch (decision) {
      case Decision.Act act -> "act";
      case Decision.LookAgain again -> "look-again";
      case Decision.Wait wait -> "wait";
      case Decision.Refuse refuse -> "refuse";
      case Decision.Rest rest -> "rest";
    };
  }

  static Optional<String> action(Step step) {
    return step.decision() instanceof Decision.Act act
        ? Optional.of(of(act.action()))
        : Optional.empty();
  }

  /** An action, as metrics and Events name it. */
  public static String of(Action action) {
    return switch (action) {
      case Action.TakeLease take -> "take-lease";
      case Action.WriteRecord write -> "write-record";
      case Action.Initiate initiate -> "initiate";
      case Action.Reconfig reconfig -> "reconfig";
      case Action.ForceReconfig force -> "force-reconfig";
      case Action.StepUp up -> "step-up";
      case Action.StepDown down -> "step-down";
    };
  }

  static String outcome(Step step) {
    return step.outcome().map(Kinds::of).orElse("none");
  }

  private static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> "done";
      case Outcome.Stale stale -> "stale";
      case Outcome.Refused refused -> "refused";
      case Outcome.Unknown unknown -> "unknown";
    };
  }
}
