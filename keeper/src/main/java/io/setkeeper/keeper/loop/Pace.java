package io.setkeeper.keeper.loop;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long to wait for an event before the next look.
 *
 * <p>What mongod is about to do (answer, sync, commit, elect) tells itself by no event, so it is
 * looked at closely, less and less so the longer it takes. Kubernetes' changes are events, so only
 * mongods are asked.
 */
final class Pace {
  /** Between two looks at something that mongod is about to do. */
  static final Duration CLOSE = Duration.ofMillis(200);

  /** Between two looks that read from the API server itself. */
  static final Duration FRESH = Duration.ofSeconds(1);

  /** How much of a wait's age is added to the time between two looks. */
  private static final int AGE_SHARE = 40;

  private final Duration longest;
  private Optional<Waited> waited = Optional.empty();
  private int failures;

  /** What is waited for, and since when. */
  private record Waited(String rule, String what, Instant since) {}

  Pace(Duration longest) {
    this.longest = longest;
  }

  /** The time to wait after this step; zero to go on at once. */
  Duration after(Step step, Instant now) {
    if (step.decision() instanceof Decision.Act) {
      return step.outcome().map(this::afterAct).orElse(Duration.ZERO);
    }
    failures = 0;
    return switch (step.decision()) {
      case Decision.Act act -> Duration.ZERO;
      case Decision.LookAgain again -> FRESH;
      case Decision.Wait wait when changesSoon(step.snapshot()) -> closely(step, wait, now);
      case Decision.Wait wait -> longest;
      case Decision.Refuse refuse -> longest;
      case Decision.Rest rest -> longest;
    };
  }

  private Duration afterAct(Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      failures = 0;
      return Duration.ZERO;
    }
    return atMostLongest(CLOSE.multipliedBy(1L << Math.min(failures++, 10)));
  }

  private Duration closely(Step step, Decision.Wait wait, Instant now) {
    String rule = wait.reason().rule();
    String what = wait.reason().what();
    Instant since =
        waited
            .filter(w -> w.rule().equals(rule) && w.what().equals(what))
            .map(Waited::since)
            .orElse(now);
    waited = Optional.of(new Waited(rule, what, since));
    Duration byAge = Duration.between(since, now).dividedBy(AGE_SHARE);
    Duration least = isFresh(step.snapshot()) ? FRESH : CLOSE;
    return atMostLongest(byAge.compareTo(least) < 0 ? least : byAge);
  }

  private Duration atMostLongest(Duration wait) {
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  /** Not so for a keeper that follows: another acts, and its own mongod's changes are events. */
  private static boolean changesSoon(Snapshot snapshot) {
    return !(snapshot.ownMongod() instanceof Mongod.InSet in
        && !in.writable()
        && in.primary().isPresent());
  }

  private static boolean isFresh(Snapshot snapshot) {
    return snapshot.statefulSet() instanceof StatefulSetView.Known set && set.fresh();
  }
}
