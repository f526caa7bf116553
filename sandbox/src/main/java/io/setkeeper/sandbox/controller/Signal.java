package io.setkeeper.sandbox.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one sleeper; many calls before it wakes are one. */
public final class Signal {
  private final Semaphore raised = new Semaphore(0);

  /** Wakes the sleeper, or lets its next sleep end at once. */
  public void raise() {
    raised.release();
  }

  /** Sleeps until raised, or until that time. */
  public void await(Optional<Instant> atLatest) throws InterruptedException {
    if (atLatest.isPresent()) {
      long millis = Math.max(0, Duration.between(Instant.now(), atLatest.get()).toMillis() + 1);
      if (raised.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        raised.drainPermits();
      }
      return;
    }
    raised.acquire();
    raised.drainPermits();
  }
}
