package io.setkeeper.sandbox.store;

import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version under which a kind is served.
 *
 * @param group the API group; empty for the core
 * @param version e.g. {@code v1}
 * @param toStorage changes an object of this version into the stored one, with this version's own
 *     defaults (apiVersion is seen to by the caller)
 * @param fromStorage the way back
 */
public record Served(
    String group,
    String version,
    Consumer<ObjectNode> toStorage,
    Consumer<ObjectNode> fromStorage) {

  /** A version that differs from the stored one by its name alone. */
  public static Served of(String group, String version) {
    return new Served(group, version, object -> {}, object -> {});
  }

  /** As in an object: {@code v1}, {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
