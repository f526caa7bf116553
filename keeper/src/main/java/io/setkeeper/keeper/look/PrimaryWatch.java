package io.setkeeper.keeper.look;

import io.setkeeper.core.model.HostPort;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the connection to the primary's mongod broke: one that was never there proves nothing
 * against it.
 */
final class PrimaryWatch {
  private final Predicate<HostPort> connected;
  private Optional<HostPort> watched = Optional.empty();
  private boolean seen;

  /**
   * @param connected whether the connection to an address is there now
   */
  PrimaryWatch(Predicate<HostPort> connected) {
    this.connected = connected;
  }

  /** Whether this primary was connected, and is not any more. */
  boolean broke(HostPort primary) {
    if (!watched.equals(Optional.of(primary))) {
      watched = Optional.of(primary);
      seen = false;
    }
    boolean now = connected.test(primary);
    seen |= now;
    return seen && !now;
  }
}
