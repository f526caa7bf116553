package io.setkeeper.keeper;

import io.setkeeper.core.decision.Lingering;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.loop.Loop;
import io.setkeeper.kubernetes.InCluster;
import io.setkeeper.kubernetes.OwnPod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a keeper that was told to end does end. At once, when it alone is restarted. When its pod
 * ends it outlives its mongod: all containers get SIGTERM together, while mongod's hook still asks
 * this keeper whether mongod may end, and somebody has to step down and to be removed. And it holds
 * its pod on until that removal is done ({@link Lingering}).
 */
final class Ending implements Loop.Listener {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  /** A request to the API server takes no longer. */
  private static final Duration QUESTION = InCluster.REQUEST.multipliedBy(2);

  private final Supplier<OwnPod.Fate> fate;
  private final Consumer<Duration> stay;
  private Optional<Snapshot> latest = Optional.empty();
  private Optional<Runnable> stopWithMongod = Optional.empty();
  private Optional<String> heldFor = Optional.empty();

  /**
   * @param fate asks the API server whether the own pod ends
   * @param stay lets the process go on for so long at most
   */
  Ending(Supplier<OwnPod.Fate> fate, Consumer<Duration> stay) {
    this.fate = fate;
    this.stay = stay;
  }

  /**
   * The keeper is told to end.
   *
   * @param stop ends the loop, and with it the process
   */
  void asked(Runnable stop) {
    lastKnownGrace()
        .or(this::toldGrace)
        .ifPresentOrElse(
            grace -> outlive(grace, stop),
            () -> {
              stay.accept(Shutdown.LAST_STEP);
              stop.run();
            });
  }

  /**
   * The API server is waited for: on a busy machine it takes its time, and mongod's hook, which
   * asks at the same moment, would lose who answers it, and mongod would end at once.
   */
  private Optional<Duration> toldGrace() {
    stay.accept(QUESTION);
    return fate.get() instanceof OwnPod.Fate.Ends(Duration grace)
        ? Optional.of(grace)
        : Optional.empty();
  }

  @Override
  public synchronized void taken(Step step, Instant begun) {
    latest = Optional.of(step.snapshot());
    endWithMongod();
  }

  private synchronized Optional<Duration> lastKnownGrace() {
    return latest.flatMap(Snapshot::selfPod).flatMap(Pod::grace);
  }

  private synchronized void outlive(Duration grace, Runnable stop) {
    log.info("This pod ends: going on until its mongod has ended, {} s at most", grace.toSeconds());
    stopWithMongod = Optional.of(stop);
    stay.accept(grace);
    endWithMongod();
  }

  private void endWithMongod() {
    if (stopWithMongod.isEmpty() || latest.filter(Ending::mongodIsGone).isEmpty()) {
      return;
    }
    Optional<String> reason = latest.flatMap(Lingering::reason);
    if (reason.isEmpty()) {
      stopWithMongod.get().run();
    } else if (!reason.equals(heldFor)) {
      log.info("Its mongod has ended, and the pod is held {}", reason.get());
    }
    heldFor = reason;
  }

  /** Its address refuses: in a pod that ends nobody starts it again. */
  private static boolean mongodIsGone(Snapshot snapshot) {
    return snapshot.ownMongod() instanceof Mongod.Unknown(String why, boolean refused) && refused;
  }
}
