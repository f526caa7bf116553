package io.setkeeper.sandbox.store;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write as it was carried out.
 *
 * @param version of the write
 * @param before the object before it; empty when it was created
 * @param after the object after it; for a removal the last state with the removal's version
 * @param removed whether the object is gone
 */
record Change(long version, Optional<ObjectNode> before, ObjectNode after, boolean removed) {
  /** What somebody sees of it who looks at some of the objects only. */
  Optional<WatchEvent> seenBy(String namespace, Selector selector) {
    if (!namespace.isEmpty() && !namespace.equals(Json.namespace(after))) {
      return Optional.empty();
    }
    boolean was = before.filter(selector).isPresent();
    boolean is = !removed && selector.test(after);
    if (is) {
      return Optional.of(
          new WatchEvent(was ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED, after));
    }
    return was ? Optional.of(new WatchEvent(WatchEvent.Type.DELETED, after)) : Optional.empty();
  }
}
