package io.setkeeper.cli.modernize.text;

import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The same edits of trees: what a text must say after its edit. */
final class TreeEdits {
  private TreeEdits() {}

  /** The tree after an edit of it; it may be changed itself. */
  static void apply(JsonNode root, Edit edit) {
    switch (edit) {
      case Edit.Put(var mapping, var entries, var before) ->
          object(root, mapping).setAll((ObjectNode) Reader.tree(entries));
      case Edit.Append(var list, var item) -> ((ArrayNode) root.at(list)).add(Reader.tree(item));
      case Edit.Remove(var at) -> remove(root, at);
      case Edit.Replace(var at, var value) -> set(root, at, value);
      case Edit.Rewrite(var at, var what, var by) ->
          set(root, at, StringNode.valueOf(what.matcher(root.at(at).asString()).replaceAll(by)));
      case Edit.Move(var item, var mapping, var list) -> {
        JsonNode moved = remove(root, item);
        ObjectNode parent = object(root, mapping);
        Optional<ArrayNode> there =
            Optional.ofNullable(parent.get(list)).map(ArrayNode.class::cast);
        there.orElseGet(() -> parent.putArray(list)).add(moved);
      }
      case Edit.AddObjects objects -> throw new IllegalArgumentException("of a file");
      case Edit.Drop drop -> throw new IllegalArgumentException("of a file");
    }
  }

  private static ObjectNode object(JsonNode root, JsonPointer at) {
    return (ObjectNode) root.at(at);
  }

  private static JsonNode remove(JsonNode root, JsonPointer at) {
    JsonNode parent = root.at(at.head());
    JsonPointer last = at.last();
    return switch (parent) {
      case ArrayNode list -> list.remove(last.getMatchingIndex());
      default -> ((ObjectNode) parent).remove(last.getMatchingProperty());
    };
  }

  private static void set(JsonNode root, JsonPointer at, JsonNode value) {
    JsonNode parent = root.at(at.head());
    JsonPointer last = at.last();
    switch (parent) {
      case ArrayNode list -> list.set(last.getMatchingIndex(), value);
      default -> ((ObjectNode) parent).set(last.getMatchingProperty(), value);
    }
  }
}
