package io.setkeeper.sandbox.kube;

import io.setkeeper.sandbox.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading of lists, maps and numbers from a JSON tree; what is absent reads as empty. */
public final class Fields {
  private Fields() {}

  /** The text at the path, if it is there and not empty. */
  public static Optional<String> optional(JsonNode from, String... path) {
    return Optional.of(Json.text(from, path)).filter(text -> !text.isEmpty());
  }

  /** The number at the path, or {@code otherwise}. */
  public static int number(JsonNode from, int otherwise, String... path) {
    JsonNode node = Json.at(from, path);
    return node.isNumber() ? node.asInt() : otherwise;
  }

  /** Whether the path holds {@code true}. */
  public static boolean flag(JsonNode from, String... path) {
    return Json.at(from, path).asBoolean(false);
  }

  /** The objects of the array at the path. */
  public static List<ObjectNode> objects(JsonNode from, String... path) {
    List<ObjectNode> result = new ArrayList<>();
    for (JsonNode element : Json.at(from, path).values()) {
      if (element instanceof ObjectNode object) {
        result.add(object);
      }
    }
    return result;
  }

  /** The texts of the array at the path. */
  public static List<String> texts(JsonNode from, String... path) {
    return Json.at(from, path).values().stream().map(n -> Json.text(n)).toList();
  }

  /** The object at the path as a map of texts, in its order. */
  public static Map<String, String> strings(JsonNode from, String... path) {
    Map<String, String> result = new LinkedHashMap<>();
    Json.at(from, path).properties().forEach(e -> result.put(e.getKey(), Json.text(e.getValue())));
    return result;
  }

  /** Whether every pair of {@code wanted} is in {@code labels}; nothing wanted matches all. */
  public static boolean matches(Map<String, String> wanted, Map<String, String> labels) {
    return labels.entrySet().containsAll(wanted.entrySet());
  }

  /** An array of texts. */
  public static ArrayNode arrayOf(Iterable<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }
}
