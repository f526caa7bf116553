package io.setkeeper.keeper;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Reason;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.log.LogContext;
import io.setkeeper.keeper.loop.Loop;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of the steps where something changed: two lines in the log, an Event where something
 * was done or refused, and the pod's metadata.
 */
final class Report implements Loop.Listener {
  private static final Logger log = LoggerFactory.getLogger(Report.class);

  private final Herald herald;
  private final Chronicle chronicle;
  private String told = "";

  Report(Herald herald, Chronicle chronicle) {
    this.herald = herald;
    this.chronicle = chronicle;
  }

  @Override
  public void taken(Step step, Instant begun) {
    if (step.snapshot().ownMongod() instanceof Mongod.InSet in) {
      LogContext.seen(in.config().version());
    }
    Reason reason = step.decision().reason();
    String text = text(step);
    if (!text.equals(told)) {
      told = text;
      tell(step, text);
    }
    herald.tell(new Herald.News(role(step.snapshot().ownMongod()), reason.what(), reason.why()));
  }

  private void tell(Step step, String text) {
    boolean bad = step.decision() instanceof Decision.Refuse || failed(step.outcome());
    if (bad) {
      log.warn("{}", text);
    } else {
      log.info("{}", text);
    }
    if (bad || (wasDone(step.outcome()) && matters(step.decision()))) {
      Reason reason = step.decision().reason();
      chronicle.tell(new Chronicle.Note(bad, reason.rule(), event(step)));
    }
  }

  /** What, and what became of it; then why, by which rule, with the quorum before and after. */
  static String text(Step step) {
    Reason reason = step.decision().reason();
    String outcome = step.outcome().map(o -> " -> " + words(o)).orElse("");
    return reason.what() + outcome + reason.toString().substring(reason.what().length());
  }

  private static String event(Step step) {
    Reason reason = step.decision().reason();
    String line = reason.what() + ": " + reason.why();
    return failed(step.outcome())
        ? line + " -> " + step.outcome().map(Report::words).orElse("")
        : line;
  }

  private static boolean failed(Optional<Outcome> outcome) {
    return outcome
        .filter(o -> o instanceof Outcome.Refused || o instanceof Outcome.Unknown)
        .isPresent();
  }

  private static boolean wasDone(Optional<Outcome> outcome) {
    return outcome.filter(o -> o instanceof Outcome.Done).isPresent();
  }

  /** The Lease is renewed again and again, and tells nobody anything. */
  private static boolean matters(Decision decision) {
    return decision instanceof Decision.Act act && !(act.action() instanceof Action.TakeLease);
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
