package io.setkeeper.core.port;

import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.decision.Safety;
import io.setkeeper.core.model.Memory;
import java.time.InstantSource;

/** Takes steps, each of which must be safe, and which must end. */
final class Steps {
  private static final int MANY = 100;

  private Steps() {}

  static Step untilNothingIsDone(CalmWorld world) {
    for (int i = 0; i < MANY; i++) {
      Step step =
          Step.take(world, Policy.of("rs0"), InstantSource.fixed(CalmWorld.NOW), Memory.NONE);
      Safety.check(step.snapshot(), step.decision());
      if (step.outcome().isEmpty()) {
        return step;
      }
    }
    throw new AssertionError("still something to do after " + MANY + " steps");
  }
}
