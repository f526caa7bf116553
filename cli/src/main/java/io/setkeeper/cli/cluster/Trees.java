package io.setkeeper.cli.cluster;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Short ways through an object's JSON tree. A path names the properties from the root. */
public final class Trees {
  private Trees() {}

  /** Reads a JSON object. */
  public static ObjectNode parse(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }

  /** What is at the path; a missing node where there is nothing. */
  public static JsonNode at(JsonNode root, String... path) {
    JsonNode node = root;
    for (String property : path) {
      node = node.path(property);
    }
    return node;
  }

  /** The value at the path as text; empty where there is none. */
  public static String text(JsonNode root, String... path) {
    JsonNode node = at(root, path);
    return node.isValueNode() && !node.isNull() ? node.asString() : "";
  }

  /** The whole number at the path, or {@code otherwise}. */
  public static int number(JsonNode root, int otherwise, String... path) {
    return at(root, path).asInt(otherwise);
  }

  /** Whether something other than null is at the path. */
  public static boolean has(JsonNode root, String... path) {
    JsonNode node = at(root, path);
    return !node.isMissingNode() && !node.isNull();
  }

  /** The elements of the array at the path; none where there is no array. */
  public static List<JsonNode> items(JsonNode root, String... path) {
    return StreamSupport.stream(at(root, path).spliterator(), false).toList();
  }

  /** The texts of the array at the path. */
  public static List<String> texts(JsonNode root, String... path) {
    return items(root, path).stream().map(JsonNode::asString).toList();
  }

  /** The map of texts at the path, such as labels. */
  public static Map<String, String> map(JsonNode root, String... path) {
    return at(root, path).properties().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().asString()));
  }

  /** An object's name. */
  public static String name(JsonNode object) {
    return text(object, "metadata", "name");
  }
}
