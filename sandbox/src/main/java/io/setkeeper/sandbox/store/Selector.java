package io.setkeeper.sandbox.store;

import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which objects are meant. */
@FunctionalInterface
public interface Selector extends Predicate<ObjectNode> {
  /** All of them. */
  Selector ALL = object -> true;

  /** Those that have all these labels with these values. */
  static Selector labels(Map<String, String> labels) {
    return object -> {
      JsonNode found = Json.at(object, "metadata", "labels");
      return labels.entrySet().stream()
          .allMatch(
              label ->
                  found.path(label.getKey()).isString()
                      && label.getValue().equals(found.path(label.getKey()).asString()));
    };
  }
}
