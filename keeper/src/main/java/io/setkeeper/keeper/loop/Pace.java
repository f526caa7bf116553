package io.setkeeper.keeper.loop;

import io.setkeeper.core.decision.Decision;
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

  /** Between two looks while no primary is known to be alive: clients' writes wait for one. */
  static final Duration URGENT = Duration.ofMillis(100);

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
      case Decision some when Signs.ownPodEnds(step.snapshot()) -> closely(some, CLOSE, now);
      case Decision.Wait wait when Signs.primaryIsMissing(step.snapshot()) ->
          closely(wait, URGENT, now);
      case Decision.Wait wait when Signs.followsAPrimary(step.snapshot()) -> longest;
      case Decision.Wait wait when Signs.isFresh(step.snapshot()) -> closely(wait, FRESH, now);
      case Decision.Wait wait -> closely(wait, CLOSE, now);
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

  private Duration closely(Decision decision, Duration least, Instant now) {
    String rule = decision.reason().rule();
    String what = decision.reason().what();
    Instant since =
        waited
            .filter(w -> w.rule().equals(rule) && w.what().equals(what))
            .map(Waited::since)
            .orElse(now);
    waited = Optional.of(new Waited(rule, what, since));
    Duration byAge = Duration.between(since, now).dividedBy(AGE_SHARE);
    return atMostLongest(byAge.compareTo(least) < 0 ? least : byAge);
  }

  private Duration atMostLongest(Duration wait) {
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
