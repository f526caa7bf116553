package io.setkeeper.keeper.loop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that nobody sets: how long something took, and how long somebody waits, must not change
 * when a node corrects its time. Its instants are near the time of day at first, and mean nothing
 * to others.
 */
public final class SteadyClock implements InstantSource {
  private final Instant start;
  private final long startNanos;
  private final LongSupplier nanos;

  /**
   * @param start the time that it shows first
   * @param nanos as {@link System#nanoTime}
   */
  SteadyClock(Instant start, LongSupplier nanos) {
    this.start = start;
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /** One that begins at the time of day. */
  public static SteadyClock system() {
    return new SteadyClock(InstantSource.system().instant(), System::nanoTime);
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.getAsLong() - startNanos);
  }
}
