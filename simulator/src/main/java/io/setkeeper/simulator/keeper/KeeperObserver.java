package io.setkeeper.simulator.keeper;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Outcome;

/** Somebody who sees what keepers decide and do. */
public interface KeeperObserver {
  /** A keeper has looked and decided. */
  default void decided(Snapshot snapshot, Decision decision) {}

  /**
   * A keeper does something now.
   *
   * @param lookBegan when the look began on which it decided, in milliseconds since the beginning
   */
  default void acts(Snapshot snapshot, Action action, long lookBegan) {}

  /** A keeper knows what became of it. */
  default void done(Snapshot snapshot, Action action, Outcome outcome) {}
}
