package io.setkeeper.sandbox.store;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Short ways through JSON trees. A path names the properties from the root, one by one. */
public final class Json {
  /** The one mapper; it has no settings of its own. */
  public static final JsonMapper MAPPER = JsonMapper.shared();

  /** Numbers are equal by value: {@code 3} read from a file and {@code 3L} set by code. */
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new, empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** What is at the path; a missing node where there is nothing. */
  public static JsonNode at(JsonNode root, String... path) {
    JsonNode node = root;
    for (String property : path) {
      node = node.path(property);
    }
    return node;
  }

  /** The string (or number, or boolean as a string) at the path; empty where there is none. */
  public static String text(JsonNode root, String... path) {
    JsonNode node = at(root, path);
    return node.isValueNode() && !node.isNull() ? node.asString() : "";
  }

  /** The number at the path, or {@code otherwise}. */
  public static long number(JsonNode root, long otherwise, String... path) {
    return at(root, path).asLong(otherwise);
  }

  /** Whether something other than null is at the path. */
  public static boolean has(JsonNode root, String... path) {
    JsonNode node = at(root, path);
    return !node.isMissingNode() && !node.isNull();
  }

  /** The object at the path; made, with all above it, where there is none. */
  public static ObjectNode with(ObjectNode root, String... path) {
    ObjectNode node = root;
    for (String property : path) {
      node = node.get(property) instanceof ObjectNode found ? found : node.putObject(property);
    }
    return node;
  }

  /** The array called {@code property} in {@code parent}; made where there is none. */
  public static ArrayNode list(ObjectNode parent, String property) {
    return parent.get(property) instanceof ArrayNode found ? found : parent.putArray(property);
  }

  /** Sets a property that is not there yet (or is null). */
  public static void preset(ObjectNode parent, String property, String value) {
    if (!has(parent, property)) {
      parent.put(property, value);
    }
  }

  /** Sets a property that is not there yet (or is null). */
  public static void preset(ObjectNode parent, String property, long value) {
    if (!has(parent, property)) {
      parent.put(property, value);
    }
  }

  /** Sets a property that is not there yet (or is null). */
  public static void preset(ObjectNode parent, String property, boolean value) {
    if (!has(parent, property)) {
      parent.put(property, value);
    }
  }

  /** Whether two trees say the same. */
  public static boolean same(JsonNode one, JsonNode other) {
    return one.equals(BY_VALUE, other);
  }

  /** The namespace of an object; empty for one that is in none. */
  public static String namespace(JsonNode object) {
    return text(object, "metadata", "namespace");
  }

  /** The name of an object. */
  public static String name(JsonNode object) {
    return text(object, "metadata", "name");
  }

  /** The uid of an object. */
  public static String uid(JsonNode object) {
    return text(object, "metadata", "uid");
  }

  /** The version of an object; 0 where it has none. */
  public static long version(JsonNode object) {
    return at(object, "metadata", "resourceVersion").asLong(0);
  }

  /** Whether the object is on its way out: it has a {@code deletionTimestamp}. */
  public static boolean terminating(JsonNode object) {
    return has(object, "metadata", "deletionTimestamp");
  }
}
