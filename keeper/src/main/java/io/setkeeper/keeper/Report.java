package io.setkeeper.keeper;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Reason;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.loop.Loop;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people of the steps: a line in the log where something changed, and the pod's metadata. */
final class Report implements Loop.Listener {
  private static final Logger log = LoggerFactory.getLogger(Report.class);

  private final Herald herald;
  private String told = "";

  Report(Herald herald) {
    this.herald = herald;
  }

  @Override
  public void taken(Step step, Instant begun) {
    Reason reason = step.decision().reason();
    String line = line(step);
    if (!line.equals(told)) {
      told = line;
      if (step.decision() instanceof Decision.Refuse || failed(step.outcome())) {
        log.warn("{}", line);
      } else {
        log.info("{}", line);
      }
    }
    herald.tell(new Herald.News(role(step.snapshot().ownMongod()), reason.what(), reason.why()));
  }

  private static String line(Step step) {
    Reason reason = step.decision().reason();
    String line = "%s: %s [%s]".formatted(reason.what(), reason.why(), reason.rule());
    return step.outcome().map(outcome -> line + " -> " + words(outcome)).orElse(line);
  }

  private static boolean failed(Optional<Outcome> outcome) {
    return outcome
        .filter(o -> o instanceof Outcome.Refused || o instanceof Outcome.Unknown)
        .isPresent();
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> "done";
      case Outcome.Stale(String why) -> "looking again: " + why;
      case Outcome.Refused(String why) -> "refused: " + why;
      case Outcome.Unknown(String why) -> "no answer, it may have been done: " + why;
    };
  }

  /** The member's state as a label has it: a Service selects the primary by it. */
  private static String role(Mongod own) {
    return switch (own) {
      case Mongod.InSet in -> in.state().name().toLowerCase(Locale.ROOT);
      case Mongod.Uninitiated uninitiated -> "uninitiated";
      case Mongod.Removed removed -> "removed";
      case Mongod.Unknown unknown -> "unknown";
    };
  }
}
