package io.setkeeper.keeper.gate;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Gate;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.loop.Loop;
import io.setkeeper.kubernetes.OwnPod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds whoever asks until the mongod may end. It only looks on: what has to happen first (a
 * step-down, a removal) is decided by the loop, and by the primary's keeper.
 *
 * <p>It holds only while the API server says that the own pod ends: a mongod that is restarted
 * alone is not held. It lets go by itself before the grace period is over, whatever the loop does.
 */
public final class PreStop implements Loop.Listener {
  private static final Logger log = LoggerFactory.getLogger(PreStop.class);

  private final Supplier<OwnPod.Fate> fate;
  private final Rule rule;
  private final Runnable wake;
  private final InstantSource clock;

  private Optional<Seen> seen = Optional.empty();
  private Optional<Instant> heldSince = Optional.empty();
  private String told = "";
  private int waiting;

  /** {@link Gate#answer}. */
  @FunctionalInterface
  public interface Rule {
    /** Whether the mongod may end, after so long. */
    Gate.Answer answer(Snapshot snapshot, Duration held);
  }

  private record Seen(Step step, Instant begun) {}

  /**
   * @param fate asks the API server whether the own pod ends
   * @param wake makes the loop look at once
   * @param clock one that nobody sets, the loop's own
   */
  public PreStop(Supplier<OwnPod.Fate> fate, Rule rule, Runnable wake, InstantSource clock) {
    this.fate = fate;
    this.rule = rule;
    this.wake = wake;
    this.clock = clock;
  }

  @Override
  public synchronized void taken(Step step, Instant begun) {
    seen = Optional.of(new Seen(step, begun));
    notifyAll();
  }

  /** How many ask now. */
  public synchronized int waiting() {
    return waiting;
  }

  /**
   * Blocks until the mongod may end, at most {@link Gate#patience}; the reason. The question counts
   * from here on: the grace period runs while the API server takes its time to answer, too.
   */
  public String await() throws InterruptedException {
    Instant arrived = clock.instant();
    return switch (fate.get()) {
      case OwnPod.Fate.Stays() -> "this pod stays: its mongod may be restarted";
      case OwnPod.Fate.Ends(Duration grace) -> hold(arrived, grace);
      case OwnPod.Fate.Unknown(String why) -> {
        Optional<Duration> grace = lastKnownGrace();
        yield grace.isPresent()
            ? hold(arrived, grace.get())
            : "it is not known that this pod ends, so nothing is waited for: " + why;
      }
    };
  }

  private synchronized Optional<Duration> lastKnownGrace() {
    return seen.map(s -> s.step().snapshot()).flatMap(Snapshot::selfPod).flatMap(Pod::grace);
  }

  private synchronized String hold(Instant arrived, Duration grace) throws InterruptedException {
    Instant since = heldSince.filter(held -> held.isBefore(arrived)).orElse(arrived);
    heldSince = Optional.of(since);
    waiting++;
    try {
      wake.run();
      while (true) {
        Duration held = Duration.between(since, clock.instant());
        Gate.Answer answer = answer(arrived, held, grace);
        tell(answer, held);
        if (answer instanceof Gate.Open(String why)) {
          return why;
        }
        wait(Math.max(1, Gate.patience(grace).minus(held).toMillis()));
      }
    } finally {
      waiting--;
      if (waiting == 0) {
        heldSince = Optional.empty();
      }
    }
  }

  private Gate.Answer answer(Instant arrived, Duration held, Duration grace) {
    boolean patienceIsOver = held.compareTo(Gate.patience(grace)) >= 0;
    Optional<Snapshot> snapshot =
        seen.filter(s -> patienceIsOver || isNews(s, arrived))
            .map(s -> ending(s.step().snapshot(), grace));
    Gate.Answer answer =
        snapshot
            .map(s -> rule.answer(s, held))
            .orElseGet(() -> new Gate.Shut("the set is being looked at"));
    return patienceIsOver && answer instanceof Gate.Shut(String why)
        ? new Gate.Open(why + ", but the grace period allows no more waiting")
        : answer;
  }

  /** A look from before the question, or one after which something was changed, is none. */
  private static boolean isNews(Seen seen, Instant arrived) {
    return !seen.begun().isBefore(arrived) && !(seen.step().decision() instanceof Decision.Act);
  }

  /** The snapshot with what the API server said of the own pod: the watch may be behind. */
  private static Snapshot ending(Snapshot snapshot, Duration grace) {
    List<Pod> pods =
        snapshot.pods().stream()
            .map(pod -> pod.name().equals(snapshot.self()) ? ending(pod, grace) : pod)
            .toList();
    return new Snapshot(
        snapshot.self(),
        snapshot.statefulSet(),
        pods,
        snapshot.claims(),
        snapshot.record(),
        snapshot.lease(),
        snapshot.mongods(),
        snapshot.memory());
  }

  private static Pod ending(Pod pod, Duration grace) {
    return new Pod(
        pod.name(),
        pod.ordinal(),
        pod.uid(),
        pod.host(),
        pod.address(),
        pod.running(),
        Optional.of(grace),
        pod.zone());
  }

  private void tell(Gate.Answer answer, Duration held) {
    String text =
        switch (answer) {
          case Gate.Open(String why) -> "mongod may end: " + why;
          case Gate.Shut(String why) -> "mongod must not end yet: " + why;
        };
    if (!text.equals(told)) {
      told = text;
      log.info("{} (asked {} ms ago)", text, held.toMillis());
    }
  }
}
