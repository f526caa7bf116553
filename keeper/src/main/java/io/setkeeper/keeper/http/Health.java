package io.setkeeper.keeper.http;

import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether the keeper lives, and whether its pod may count as ready.
 *
 * <p>It lives as long as its loop takes steps. It is ready from its first step on, whatever the set
 * is like: with ordered pods the next one starts only when this one is ready, and a set that waits
 * for its members would wait for ever.
 */
public final class Health implements Loop.Listener {
  private final InstantSource clock;
  private final Duration longestSilence;
  private volatile Instant lastSign;
  private volatile boolean looping;
  private volatile String waitsFor = "the loop has not begun";

  /**
   * @param longestSilence how long the loop may take for a step before it counts as stuck
   */
  public Health(InstantSource clock, Duration longestSilence) {
    this.clock = clock;
    this.longestSilence = longestSilence;
    this.lastSign = clock.instant();
  }

  @Override
  public void taken(Step step, Instant begun) {
    looping = true;
    lastSign = clock.instant();
  }

  /** It lives, but can't begin yet. */
  public void waitsFor(String what) {
    waitsFor = what;
    lastSign = clock.instant();
  }

  /** For a liveness probe. */
  public Reply live() {
    Duration silence = Duration.between(lastSign, clock.instant());
    return silence.compareTo(longestSilence) <= 0
        ? Reply.ok("the last step was " + silence.toSeconds() + " s ago")
        : Reply.unavailable(
            "stuck: no step for %d s, %d s are allowed"
                .formatted(silence.toSeconds(), longestSilence.toSeconds()));
  }

  /** For a readiness probe. */
  public Reply ready() {
    return looping ? Reply.ok("the loop runs") : Reply.unavailable(waitsFor);
  }
}
