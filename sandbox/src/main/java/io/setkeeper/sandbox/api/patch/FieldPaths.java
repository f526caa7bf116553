package io.setkeeper.sandbox.api.patch;

import io.setkeeper.sandbox.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets of fields as {@code managedFields} has them. A path is a list of steps: {@code f:NAME} into
 * an object, <code>k:{"KEY":VALUE}</code> to the element of a list with keys.
 */
final class FieldPaths {
  private static final String FIELD = "f:";
  private static final String KEY = "k:";

  /** What says which object is meant belongs to no manager. */
  private static final Set<String> IDENTITY =
      Set.of("apiVersion", "kind", "metadata.name", "metadata.namespace");

  private FieldPaths() {}

  /** The leaves of an object that is applied. */
  static Set<List<String>> of(ObjectNode wanted) {
    Set<List<String>> paths = new LinkedHashSet<>();
    collect(wanted, List.of(), paths);
    paths.removeIf(path -> IDENTITY.contains(dotted(path).substring(1)));
    return paths;
  }

  private static void collect(ObjectNode object, List<String> at, Set<List<String>> paths) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      List<String> here = step(at, FIELD + property.getKey());
      JsonNode value = property.getValue();
      Optional<String> key =
          value.isArray() ? MergeKeys.of(property.getKey(), value) : Optional.empty();
      if (value instanceof ObjectNode inner && !inner.isEmpty()) {
        collect(inner, here, paths);
      } else if (key.isPresent()) {
        for (JsonNode item : value) {
          ObjectNode identity = Json.object();
          identity.set(key.get(), item.path(key.get()));
          if (item instanceof ObjectNode element) {
            collect(element, step(here, KEY + identity), paths);
          }
        }
      } else {
        paths.add(here);
      }
    }
  }

  private static List<String> step(List<String> path, String next) {
    List<String> longer = new ArrayList<>(path);
    longer.add(next);
    return List.copyOf(longer);
  }

  /** Reads what is noted of a manager. */
  static Set<List<String>> parse(JsonNode fields) {
    Set<List<String>> paths = new LinkedHashSet<>();
    parse(fields, List.of(), paths);
    return paths;
  }

  private static void parse(JsonNode fields, List<String> at, Set<List<String>> paths) {
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      List<String> here = step(at, entry.getKey());
      if (entry.getValue().isEmpty()) {
        paths.add(here);
      } else {
        parse(entry.getValue(), here, paths);
      }
    }
  }

  /** Writes what is noted of a manager. */
  static ObjectNode format(Set<List<String>> paths) {
    ObjectNode root = Json.object();
    paths.forEach(path -> Json.with(root, path.toArray(String[]::new)));
    return root;
  }

  /** What is at a path; a missing node where there is nothing. */
  static JsonNode find(JsonNode root, List<String> path) {
    JsonNode node = root;
    for (String step : path) {
      node = step.startsWith(FIELD) ? node.path(step.substring(2)) : element(node, step);
    }
    return node;
  }

  private static JsonNode element(JsonNode list, String step) {
    JsonNode identity = Json.MAPPER.readTree(step.substring(2));
    for (JsonNode item : list) {
      boolean same =
          identity
              .propertyStream()
              .allMatch(key -> Json.same(item.path(key.getKey()), key.getValue()));
      if (same) {
        return item;
      }
    }
    return Json.MAPPER.missingNode();
  }

  /** Takes what is at a path out, and the element of a list of which only its key is left. */
  static void remove(ObjectNode root, List<String> path) {
    List<String> above = path.subList(0, path.size() - 1);
    if (find(root, above) instanceof ObjectNode parent) {
      parent.remove(path.getLast().substring(2));
      boolean element = !above.isEmpty() && above.getLast().startsWith(KEY);
      if (element && parent.isEmpty()) {
        JsonNode list = find(root, above.subList(0, above.size() - 1));
        if (list instanceof ArrayNode array) {
          array.removeIf(JsonNode::isEmpty);
        }
      }
    }
  }

  /** As in the messages of conflicts: {@code .spec.containers[name="mongo"].image}. */
  static String dotted(List<String> path) {
    return path.stream()
        .map(
            step ->
                step.startsWith(FIELD)
                    ? "." + step.substring(2)
                    : "["
                        + Json.MAPPER.readTree(step.substring(2)).properties().stream()
                            .map(key -> key.getKey() + "=" + key.getValue())
                            .collect(Collectors.joining(","))
                        + "]")
        .collect(Collectors.joining());
  }
}
