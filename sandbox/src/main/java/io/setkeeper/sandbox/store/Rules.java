package io.setkeeper.sandbox.store;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is special about the objects of a kind. All methods change or look at the object that they
 * are given; none keeps it.
 */
public interface Rules {
  /** Nothing is special. */
  Rules NONE = new Rules() {};

  /** Fills in what was left out; harmless when done twice. */
  default void defaults(ObjectNode object) {}

  /** Fills in what only a new object needs, e.g. a Pod's {@code status.phase}. */
  default void onCreate(ObjectNode object) {}

  /** Takes over from the object before an update what a client may leave out. */
  default void onUpdate(ObjectNode now, ObjectNode before) {}

  /** Notes what is wrong with the object. */
  default void validate(ObjectNode object, Causes causes) {}

  /** Notes what may not be changed as it was. */
  default void validateUpdate(ObjectNode now, ObjectNode before, Causes causes) {}

  /**
   * The seconds that the object stays, marked as terminating, until whoever runs it says that it
   * has ended (by a delete with a grace of 0). 0: it goes at once.
   */
  default long graceSeconds(ObjectNode object) {
    return 0;
  }

  /** Whether something of the kind's own (beside finalizers) keeps an object that was deleted. */
  default boolean isHeld(ObjectNode object) {
    return false;
  }

  /** Why the object may not be deleted, if so. */
  default Optional<String> undeletable(ObjectNode object) {
    return Optional.empty();
  }
}
