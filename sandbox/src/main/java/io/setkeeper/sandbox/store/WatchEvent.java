package io.setkeeper.sandbox.store;

import tools.jackson.databind.node.ObjectNode;

/**
 * A change that a watch tells of.
 *
 * @param type what happened
 * @param object the object after it; for DELETED the last that was known; with a BOOKMARK only its
 *     {@code metadata.resourceVersion}. It is shared: not to be changed.
 */
public record WatchEvent(Type type, ObjectNode object) {
  /** What happened. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED,
    BOOKMARK
  }
}
