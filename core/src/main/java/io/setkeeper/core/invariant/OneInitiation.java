package io.setkeeper.core.invariant;

import java.util.Collection;
import java.util.Optional;

/**
 * Never two initiations for one record: two of them make two sets of one name, each of which takes
 * majority writes.
 *
 * <p>Exactly: when a mongod is initiated, no other volume holds the config of a set (whether its
 * pod exists or not), and the record does not name a set yet. An initiation whose only volumes were
 * emptied since is none: nobody can come back with its config, and what its loss costs is for
 * {@link AcknowledgedWrites} to judge.
 */
public final class OneInitiation {
  private static final String NAME = "one-initiation";

  private OneInitiation() {}

  /**
   * A mongod was initiated.
   *
   * @param who the pod
   * @param heldElsewhere the sets whose configs are on other volumes at that moment
   * @param recorded the set that the record names at that moment
   */
  public static Optional<Violation> initiated(
      String who, Collection<String> heldElsewhere, Optional<String> recorded) {
    if (!heldElsewhere.isEmpty()) {
      return Optional.of(
          new Violation(
              NAME, "%s is initiated while other volumes hold %s".formatted(who, heldElsewhere)));
    }
    return recorded.map(
        set ->
            new Violation(
                NAME, "%s is initiated though the record names set %s".formatted(who, set)));
  }
}
