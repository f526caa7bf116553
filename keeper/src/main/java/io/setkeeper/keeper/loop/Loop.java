package io.setkeeper.keeper.loop;

import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.port.Step;
import io.setkeeper.core.port.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Keeps one set: one step, its report, a wait, for ever. */
public final class Loop {
  private final World world;
  private final Policy policy;
  private final InstantSource clock;
  private final InstantSource steady;
  private final Bell bell;
  private final Pace pace;
  private final List<Listener> listeners;
  private volatile boolean stopped;

  /** Is told of every step, on the loop's own thread. */
  @FunctionalInterface
  public interface Listener {
    /** A step begins. */
    default void begins() {}

    /**
     * A step was taken.
     *
     * @param begun before the look, by the clock that nobody sets
     */
    void taken(Step step, Instant begun);

    /** The loop waits now: for so long, unless an event ends it. */
    default void waits(Duration longest) {}
  }

  /**
   * @param clock the time of day, which is what decisions hold a Lease's end against
   * @param steady tells how long something took
   * @param longestWait between two looks
   */
  public Loop(
      World world,
      Policy policy,
      InstantSource clock,
      InstantSource steady,
      Bell bell,
      Duration longestWait,
      List<Listener> listeners) {
    this.world = world;
    this.policy = policy;
    this.clock = clock;
    this.steady = steady;
    this.bell = bell;
    this.pace = new Pace(longestWait);
    this.listeners = List.copyOf(listeners);
  }

  /** Runs on the calling thread until it is stopped, or interrupted between two steps. */
  public void run() {
    try {
      Memory memory = Memory.NONE;
      while (!stopped) {
        listeners.forEach(Listener::begins);
        Instant begun = steady.instant();
        Step step = Step.take(world, policy, clock, memory);
        memory = step.memory();
        listeners.forEach(listener -> listener.taken(step, begun));
        Duration wait = pace.after(step, steady.instant());
        listeners.forEach(listener -> listener.waits(wait));
        bell.await(wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@link #run} after the step that is being taken. */
  public void stop() {
    stopped = true;
    bell.ring();
  }
}
