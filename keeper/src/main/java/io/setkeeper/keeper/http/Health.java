package io.setkeeper.keeper.http;

import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether the keeper lives, and whether its pod may count as ready.
 *
 * <p>It lives as long as its loop takes steps, and waits between two of them no longer than it
 * meant to: how long that is, a setting says, and it may be an hour. It is ready from its first
 * step on, whatever the set is like: with ordered pods the next one starts only when this one is
 * ready, and a set that waits for its members would wait for ever.
 */
public final class Health implements Loop.Listener {
  private final InstantSource clock;
  private final Duration longestSilence;
  private volatile Sign lastSign;
  private volatile boolean looping;
  private volatile String waitsFor = "the loop has not begun";

  /**
   * @param at when it was given
   * @param waits how long the next one may be waited for, where nothing happens
   */
  private record Sign(Instant at, Duration waits) {}

  /**
   * @param longestSilence how long the loop may take for a step before it counts as stuck
   */
  public Health(InstantSource clock, Duration longestSilence) {
    this.clock = clock;
    this.longestSilence = longestSilence;
    this.lastSign = sign(Duration.ZERO);
  }

  @Override
  public void begins() {
    lastSign = sign(Duration.ZERO);
  }

  @Override
  public void taken(Step step, Instant begun) {
    looping = true;
    lastSign = sign(Duration.ZERO);
  }

  @Override
  public void waits(Duration longest) {
    lastSign = sign(longest);
  }

  /** It lives, but can't begin yet. */
  public void waitsFor(String what) {
    waitsFor = what;
    lastSign = sign(Duration.ZERO);
  }

  private Sign sign(Duration waits) {
    return new Sign(clock.instant(), waits);
  }

  /** For a liveness probe. */
  public Reply live() {
    Sign sign = lastSign;
    Duration silence = Duration.between(sign.at(), clock.instant());
    Duration allowed = longestSilence.plus(sign.waits());
    return silence.compareTo(allowed) <= 0
        ? Reply.ok("the last step was " + silence.toSeconds() + " s ago")
        : Reply.unavailable(
            "stuck: no step for %d s, %d s are allowed"
                .formatted(silence.toSeconds(), allowed.toSeconds()));
  }

  /** For a readiness probe. */
  public Reply ready() {
    return looping ? Reply.ok("the loop runs") : Reply.unavailable(waitsFor);
  }
}
