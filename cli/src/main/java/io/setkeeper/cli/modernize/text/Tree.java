package io.setkeeper.cli.modernize.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What nodes say, as a JSON tree. Aliases are what they stand for. Used once. */
final class Tree {
  /** More than any manifest has; aliases of aliases can make any number out of a few lines. */
  private static final int MOST_NODES = 500_000;

  private final Places places;
  private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  Tree(Places places) {
    this.places = places;
  }

  JsonNode of(Node node) {
    if (++nodes > MOST_NODES) {
      throw new CannotEdit(places.start(node), "its aliases (*) make too much of it");
    }
    if (!above.add(node)) {
      throw new CannotEdit(places.start(node), "it contains itself by an alias (*)");
    }
    JsonNode tree =
        switch (node) {
          case ScalarNode scalar -> scalar(scalar);
          case SequenceNode list -> list(list);
          case MappingNode mapping -> mapping(mapping);
          default -> throw new CannotEdit(places.start(node), "it is no YAML of manifests");
        };
    above.remove(node);
    return tree;
  }

  private JsonNode list(SequenceNode list) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    list.getValue().forEach(item -> array.add(of(item)));
    return array;
  }

  private JsonNode mapping(MappingNode mapping) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new CannotEdit(
            places.start(entry.getKeyNode()),
            "a key must be a text (of a template, modernize what it renders)");
      }
      if (object.has(key.getValue())) {
        throw new CannotEdit(places.start(key), "'%s' is there twice".formatted(key.getValue()));
      }
      object.set(key.getValue(), of(entry.getValueNode()));
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return NullNode.getInstance();
    }
    if (tag.equals(Tag.BOOL) || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      try {
        JsonNode value = JsonMapper.shared().readTree(scalar.getValue());
        return value.isValueNode() ? value : StringNode.valueOf(scalar.getValue());
      } catch (JacksonException e) {
        // 0x1f and the like: it is kept as it is written.
      }
    }
    return StringNode.valueOf(scalar.getValue());
  }
}
