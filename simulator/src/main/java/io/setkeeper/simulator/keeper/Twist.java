package io.setkeeper.simulator.keeper;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Snapshot;

/**
 * What makes a keeper think wrong on purpose: changes what it sees before, or what it decides after
 * it thought. So the simulator is tested itself; production code knows nothing of it.
 */
public interface Twist {
  /** A keeper that thinks as it should. */
  Twist NONE = new Twist() {};

  default Snapshot sees(Snapshot snapshot) {
    return snapshot;
  }

  default Decision decides(Snapshot snapshot, Decision decision) {
    return decision;
  }
}
