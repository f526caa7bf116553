package io.setkeeper.sandbox.api.patch;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7386). */
final class MergePatch {
  private MergePatch() {}

  static ObjectNode merge(ObjectNode patch, ObjectNode target) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String property = change.getKey();
      switch (change.getValue()) {
        case JsonNode value when value.isNull() -> target.remove(property);
        case ObjectNode value ->
            target.set(
                property,
                merge(
                    value,
                    target.get(property) instanceof ObjectNode inner
                        ? inner
                        : target.objectNode()));
        case JsonNode value -> target.set(property, value.deepCopy());
      }
    }
    return target;
  }
}
