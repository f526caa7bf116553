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
  private final Bell bell;
  private final Pace pace;
  private final List<Listener> listeners;
  private volatile boolean stopped;

  /** Is told of every step, on the loop's own thread. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A step was taken.
     *
     * @param begun before the look
     */
    void taken(Step step, Instant begun);
  }

  /**
   * @param longestWait between two looks
   */
  public Loop(
      World world,
      Policy policy,
      InstantSource clock,
      Bell bell,
      Duration longestWait,
      List<Listener> listeners) {
    this.world = world;
    this.policy = policy;
    this.clock = clock;
    this.bell = bell;
    this.pace = new Pace(longestWait);
    this.listeners = List.copyOf(listeners);
  }

  /** Runs on the calling thread until it is stopped, or interrupted between two steps. */
  public void run() {
    try {
      Memory memory = Memory.NONE;
      while (!stopped) {
        Instant begun = clock.instant();
        Step step = Step.take(world, policy, clock, memory);
        memory = step.memory();
        listeners.forEach(listener -> listener.taken(step, begun));
        bell.await(pace.after(step, clock.instant()));
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
