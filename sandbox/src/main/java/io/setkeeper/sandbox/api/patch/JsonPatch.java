package io.setkeeper.sandbox.api.patch;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902). */
final class JsonPatch {
  private JsonPatch() {}

  static ObjectNode apply(ArrayNode operations, ObjectNode root) {
    JsonNode result = root;
    for (JsonNode operation : operations) {
      result = apply(operation, result);
    }
    if (result instanceof ObjectNode object) {
      return object;
    }
    throw refuse("the result is not an object");
  }

  private static JsonNode apply(JsonNode operation, JsonNode root) {
    List<String> path = pointer(Json.text(operation, "path"));
    List<String> from = pointer(Json.text(operation, "from"));
    return switch (Json.text(operation, "op")) {
      case "add" -> add(root, path, value(operation));
      case "remove" -> remove(root, path);
      case "replace" ->
          path.isEmpty() ? value(operation) : add(remove(root, path), path, value(operation));
      case "move" -> {
        JsonNode moved = find(root, from);
        yield add(remove(root, from), path, moved);
      }
      case "copy" -> add(root, path, find(root, from).deepCopy());
      case "test" -> {
        if (!Json.same(find(root, path), value(operation))) {
          throw refuse("testing value " + Json.text(operation, "path") + " failed");
        }
        yield root;
      }
      default -> throw refuse("Unexpected kind: " + Json.text(operation, "op"));
    };
  }

  private static JsonNode value(JsonNode operation) {
    JsonNode value = operation.path("value");
    if (value.isMissingNode()) {
      throw refuse("the operation has no value: " + operation);
    }
    return value.deepCopy();
  }

  private static JsonNode find(JsonNode root, List<String> path) {
    JsonNode node = root;
    for (String step : path) {
      node =
          node instanceof ArrayNode array
              ? array.path(index(step, array.size() - 1))
              : node.path(step);
    }
    if (node.isMissingNode()) {
      throw missing(path);
    }
    return node;
  }

  private static JsonNode add(JsonNode root, List<String> path, JsonNode value) {
    if (path.isEmpty()) {
      return value;
    }
    String last = path.getLast();
    switch (find(root, path.subList(0, path.size() - 1))) {
      case ObjectNode object -> object.set(last, value);
      case ArrayNode array when last.equals("-") -> array.add(value);
      case ArrayNode array -> array.insert(index(last, array.size()), value);
      default -> throw missing(path);
    }
    return root;
  }

  private static JsonNode remove(JsonNode root, List<String> path) {
    find(root, path);
    if (path.isEmpty()) {
      throw refuse("the whole object can not be removed");
    }
    String last = path.getLast();
    switch (find(root, path.subList(0, path.size() - 1))) {
      case ObjectNode object -> object.remove(last);
      case ArrayNode array -> array.remove(index(last, array.size() - 1));
      default -> throw missing(path);
    }
    return root;
  }

  private static int index(String step, int largest) {
    if (step.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(step) <= largest) {
      return Integer.parseInt(step);
    }
    throw refuse("Unable to access invalid index: " + step);
  }

  private static List<String> pointer(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    return List.of(text.substring(1).split("/", -1)).stream()
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private static StatusException missing(List<String> path) {
    return refuse("the path does not exist: /" + String.join("/", path));
  }

  private static StatusException refuse(String why) {
    return StatusException.of(
        Reason.INVALID, "the server rejected our request due to an error in our request: " + why);
  }
}
