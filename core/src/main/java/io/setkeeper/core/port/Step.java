package io.setkeeper.core.port;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Keeper;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Snapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The loop's one step: look, decide, do at most one thing.
 *
 * @param snapshot what was decided on
 * @param outcome what became of the action; empty where there was none
 * @param memory what to remember for the next step
 */
public record Step(Snapshot snapshot, Decision decision, Optional<Outcome> outcome, Memory memory) {

  /** Takes one step in the world. */
  public static Step take(World world, Policy policy, InstantSource clock, Memory memory) {
    Thought thought = think(world.look(World.Freshness.CACHED), memory, policy, clock.instant());
    if (thought.wantsFreshLook()) {
      thought = think(world.look(World.Freshness.FRESH), memory, policy, clock.instant());
    }
    Optional<Outcome> outcome = thought.action().map(world::perform);
    return thought.with(outcome);
  }

  /** What is decided on a look: the part of a step between looking and acting. */
  public static Thought think(Snapshot look, Memory memory, Policy policy, Instant now) {
    Snapshot snapshot = look.remembering(memory.having(look, now));
    return new Thought(snapshot, Keeper.decide(snapshot, policy, now));
  }

  /** A step that was thought out and is not taken yet. */
  public record Thought(Snapshot snapshot, Decision decision) {
    /** Whether to look again, at the API server itself, before anything is done. */
    public boolean wantsFreshLook() {
      return decision instanceof Decision.LookAgain;
    }

    /** What is to be done now; empty where nothing is. */
    public Optional<Action> action() {
      return decision instanceof Decision.Act act ? Optional.of(act.action()) : Optional.empty();
    }

    /** The step, once its action's outcome is known. */
    public Step with(Optional<Outcome> outcome) {
      Memory memory =
          action().orElse(null) instanceof Action.StepUp(long term)
              ? snapshot.memory().havingStood(term)
              : snapshot.memory();
      return new Step(snapshot, decision, outcome, memory);
    }
  }
}
