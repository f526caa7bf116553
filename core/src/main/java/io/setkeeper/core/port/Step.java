package io.setkeeper.core.port;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Keeper;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.model.Snapshot;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The loop's one step: look, decide, do at most one thing.
 *
 * @param snapshot what was decided on
 * @param outcome what became of the action; empty where there was none
 */
public record Step(Snapshot snapshot, Decision decision, Optional<Outcome> outcome) {

  /** Takes one step in the world. */
  public static Step take(World world, Policy policy, InstantSource clock) {
    Snapshot snapshot = world.look(World.Freshness.CACHED);
    Decision decision = Keeper.decide(snapshot, policy, clock.instant());
    if (decision instanceof Decision.LookAgain) {
      snapshot = world.look(World.Freshness.FRESH);
      decision = Keeper.decide(snapshot, policy, clock.instant());
    }
    Optional<Outcome> outcome =
        decision instanceof Decision.Act act
            ? Optional.of(world.perform(act.action()))
            : Optional.empty();
    return new Step(snapshot, decision, outcome);
  }
}
