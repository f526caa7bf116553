package io.setkeeper.keeper.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the loop: rung any number of times, by any thread, it wakes it once. */
public final class Bell {
  private final Semaphore rung = new Semaphore(0);

  /** Something changed: look again. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Waits until it rings, or has rung since the last wait, or the time is up. */
  void await(Duration longest) throws InterruptedException {
    if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
