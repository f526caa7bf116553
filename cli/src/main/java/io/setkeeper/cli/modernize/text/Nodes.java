package io.setkeeper.cli.modernize.text;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.core.JsonPointer;

/** Finds nodes by pointers. */
final class Nodes {
  private Nodes() {}

  /** The node; it is there, because its tree has it. */
  static Node at(Node root, JsonPointer pointer) {
    Node node = root;
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      node = child(node, rest);
    }
    return node;
  }

  private static Node child(Node node, JsonPointer rest) {
    return switch (node) {
      case MappingNode mapping ->
          entry(mapping, rest.getMatchingProperty()).orElseThrow().getValueNode();
      case SequenceNode list -> list.getValue().get(rest.getMatchingIndex());
      default -> throw new IllegalArgumentException("there is no " + rest);
    };
  }

  static Optional<NodeTuple> entry(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .filter(entry -> entry.getKeyNode() instanceof ScalarNode k && k.getValue().equals(key))
        .findFirst();
  }

  static int index(MappingNode mapping, String key) {
    List<NodeTuple> entries = mapping.getValue();
    return entries.indexOf(entry(mapping, key).orElseThrow());
  }
}
