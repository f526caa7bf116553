package io.setkeeper.sandbox.api.patch;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes' strategic merge patch, with its directives ({@code $patch}, {@code $retainKeys},
 * {@code $setElementOrder/...}, {@code $deleteFromPrimitiveList/...}).
 */
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
  private static final String RETAIN = "$retainKeys";

  private StrategicMerge() {}

  static ObjectNode merge(ObjectNode patch, ObjectNode target) {
    switch (Json.text(patch, DIRECTIVE)) {
      case "" -> {}
      case "replace" -> {
        target.removeAll();
        target.setAll(patch.deepCopy().without(DIRECTIVE));
        return target;
      }
      case "delete" -> {
        return target.removeAll();
      }
      default -> throw refuse("unknown directive " + Json.text(patch, DIRECTIVE));
    }
    retain(patch, target);
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String property = change.getKey();
      if (property.startsWith(DELETE_FROM)) {
        drop(target, property.substring(DELETE_FROM.length()), change.getValue());
      } else if (!property.startsWith("$")) {
        set(target, property, change.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      if (change.getKey().startsWith(ORDER)) {
        order(target, change.getKey().substring(ORDER.length()), change.getValue());
      }
    }
    return target;
  }

  private static void set(ObjectNode target, String property, JsonNode value) {
    switch (value) {
      case JsonNode gone when gone.isNull() -> target.remove(property);
      case ObjectNode inner ->
          target.set(
              property,
              merge(
                  inner,
                  target.get(property) instanceof ObjectNode found ? found : target.objectNode()));
      case ArrayNode list -> target.set(property, list(property, list, target.get(property)));
      case JsonNode plain -> target.set(property, plain.deepCopy());
    }
  }

  private static ArrayNode list(
      String property, ArrayNode patch, @org.jspecify.annotations.Nullable JsonNode target) {
    Optional<String> key = MergeKeys.of(property, patch);
    boolean replace =
        patch.valueStream().anyMatch(item -> Json.text(item, DIRECTIVE).equals("replace"));
    if (replace || (key.isEmpty() && !MergeKeys.isSet(property))) {
      ArrayNode whole = Json.array();
      patch.valueStream().filter(item -> !item.has(DIRECTIVE)).forEach(whole::add);
      return whole;
    }
    ArrayNode merged = target instanceof ArrayNode found ? found : Json.array();
    patch.forEach(item -> element(merged, item, key));
    return merged;
  }

  private static void element(ArrayNode merged, JsonNode item, Optional<String> key) {
    int at = indexOf(merged, item, key);
    boolean delete = Json.text(item, DIRECTIVE).equals("delete");
    if (delete && at >= 0) {
      merged.remove(at);
    } else if (delete) {
      return;
    } else if (at < 0) {
      merged.add(item instanceof ObjectNode object ? merge(object, Json.object()) : item);
    } else if (item instanceof ObjectNode object && merged.get(at) instanceof ObjectNode found) {
      merge(object, found);
    }
  }

  private static int indexOf(ArrayNode list, JsonNode item, Optional<String> key) {
    JsonNode wanted = identity(item, key);
    if (wanted.isMissingNode()) {
      throw refuse(
          "map: %s does not contain declared merge key: %s".formatted(item, key.orElse("")));
    }
    for (int i = 0; i < list.size(); i++) {
      if (Json.same(identity(list.path(i), key), wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static JsonNode identity(JsonNode item, Optional<String> key) {
    return key.filter(k -> item.isObject()).map(item::path).orElse(item);
  }

  /** Of an object with {@code $retainKeys} only those stay. */
  private static void retain(ObjectNode patch, ObjectNode target) {
    if (patch.has(RETAIN)) {
      List<String> kept =
          patch.path(RETAIN).valueStream().map(JsonNode::asString).collect(Collectors.toList());
      target.retain(kept);
    }
  }

  private static void drop(ObjectNode target, String property, JsonNode values) {
    if (target.get(property) instanceof ArrayNode list) {
      list.removeIf(item -> values.valueStream().anyMatch(value -> Json.same(value, item)));
    }
  }

  /** What the patch names comes in its order, what it does not know comes after. */
  private static void order(ObjectNode target, String property, JsonNode order) {
    if (!(target.get(property) instanceof ArrayNode list)) {
      return;
    }
    Optional<String> key = MergeKeys.of(property, order);
    List<JsonNode> sorted = new ArrayList<>();
    order.forEach(
        wanted -> {
          int at = indexOf(list, wanted, key);
          if (at >= 0) {
            sorted.add(list.get(at));
            list.remove(at);
          }
        });
    list.forEach(sorted::add);
    list.removeAll();
    sorted.forEach(list::add);
  }

  private static StatusException refuse(String why) {
    return StatusException.of(Reason.BAD_REQUEST, "the strategic merge patch is wrong: " + why);
  }
}
