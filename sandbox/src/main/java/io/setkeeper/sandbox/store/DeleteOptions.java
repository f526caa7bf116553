package io.setkeeper.sandbox.store;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to delete.
 *
 * @param graceSeconds the grace instead of the object's own; 0 or more
 * @param propagation what becomes of the objects that it owns
 * @param uid delete only the object with this uid
 * @param resourceVersion delete only this version of the object
 */
public record DeleteOptions(
    OptionalLong graceSeconds,
    Propagation propagation,
    Optional<String> uid,
    Optional<String> resourceVersion) {

  /** What becomes of the objects that the deleted one owns. */
  public enum Propagation {
    /** They are deleted after it. */
    BACKGROUND,
    /** They are deleted before it. */
    FOREGROUND,
    /** They stay, without it as an owner. */
    ORPHAN
  }

  /** With the object's own grace, its dependents after it. */
  public static final DeleteOptions DEFAULT =
      new DeleteOptions(
          OptionalLong.empty(), Propagation.BACKGROUND, Optional.empty(), Optional.empty());

  /** At once: what a node says when a pod's processes have ended. */
  public static final DeleteOptions NOW = DEFAULT.withGrace(0);

  /** The same with a grace of its own. */
  public DeleteOptions withGrace(long seconds) {
    return new DeleteOptions(OptionalLong.of(seconds), propagation, uid, resourceVersion);
  }

  /** The same, but only if the object has that uid still. */
  public DeleteOptions onlyUid(String wanted) {
    return new DeleteOptions(graceSeconds, propagation, Optional.of(wanted), resourceVersion);
  }
}
