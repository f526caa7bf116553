package io.setkeeper.sandbox.node;

import java.time.Duration;

/**
 * When a container is started again, as the kubelet does it: at once the first time, then after 10
 * s, twice as long each time, at most 5 minutes; all forgotten when it ran for 10 minutes.
 *
 * @param delay before the next start
 */
record Backoff(Duration delay) {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration WELL = LONGEST.multipliedBy(2);

  /** Of a container that never ended yet. */
  static final Backoff NONE = new Backoff(Duration.ZERO);

  /** The one to go by at the next end of a container that now ran so long. */
  Backoff after(Duration ran) {
    if (ran.compareTo(WELL) >= 0) {
      return NONE;
    }
    Duration doubled = delay.isZero() ? FIRST : delay.multipliedBy(2);
    return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
  }
}
