package io.setkeeper.sandbox.store;

import tools.jackson.databind.node.ObjectNode;

/** What is decided about a new object from what else is there. */
@FunctionalInterface
public interface Admission {
  /** Everything may come in as it is. */
  Admission OPEN = (store, type, object) -> {};

  /**
   * Looks at an object that is about to be created, may change it, or refuses it.
   *
   * @param store to look around in; nothing else writes to it meanwhile
   * @throws StatusException the refusal
   */
  void admit(ObjectStore store, ResourceType type, ObjectNode object);
}
