package io.setkeeper.sandbox.store;

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
}
