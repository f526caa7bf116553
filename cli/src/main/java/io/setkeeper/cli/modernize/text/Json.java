package io.setkeeper.cli.modernize.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Writes trees as JSON, in one line or in several. It is YAML's flow style, too. */
final class Json {
  private static final String UNIT = "  ";

  private Json() {}

  static String line(JsonNode tree) {
    return switch (tree) {
      case JsonNode t when t.isObject() ->
          entries(t, Json::line).collect(Collectors.joining(", ", "{", "}"));
      case JsonNode t when t.isArray() ->
          items(t).stream().map(Json::line).collect(Collectors.joining(", ", "[", "]"));
      default -> tree.toString();
    };
  }

  /**
   * The same in lines, the first without indentation.
   *
   * @param indent that of the others
   */
  static String lines(JsonNode tree, String indent) {
    if (!tree.isContainer()
        || tree.isEmpty()
        || (items(tree).stream().noneMatch(JsonNode::isContainer) && tree.isArray())) {
      return line(tree);
    }
    String inner = indent + UNIT;
    String between = ",\n" + inner;
    Stream<String> parts =
        tree.isObject()
            ? entries(tree, value -> lines(value, inner))
            : items(tree).stream().map(item -> lines(item, inner));
    String open = tree.isObject() ? "{" : "[";
    String close = tree.isObject() ? "}" : "]";
    return parts.collect(Collectors.joining(between, open + "\n" + inner, "\n" + indent + close));
  }

  /** An entry's key with its colon. */
  static String key(String name) {
    return StringNode.valueOf(name) + ": ";
  }

  private static Stream<String> entries(
      JsonNode object, java.util.function.Function<JsonNode, String> value) {
    return object.properties().stream().map(e -> key(e.getKey()) + value.apply(e.getValue()));
  }

  private static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
