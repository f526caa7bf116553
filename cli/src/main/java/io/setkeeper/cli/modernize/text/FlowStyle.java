package io.setkeeper.cli.modernize.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;

/** Edits of mappings and lists in braces and brackets: JSON, and YAML's flow style. */
record FlowStyle(Places places) {
  /** A part of a collection: an item, or an entry with its key. */
  private record Part(int from, int to) {}

  Splice put(MappingNode mapping, JsonNode entries, Optional<String> before) {
    List<Part> parts = parts(mapping);
    Function<String, String> text =
        between ->
            entries.properties().stream()
                .map(e -> Json.key(e.getKey()) + value(e.getValue(), between))
                .collect(Collectors.joining("," + between));
    Optional<Integer> place =
        before.flatMap(key -> Nodes.entry(mapping, key)).map(e -> mapping.getValue().indexOf(e));
    if (place.isPresent()) {
      String between = between(parts);
      int at = parts.get(place.get()).from();
      return new Splice(at, at, text.apply(between) + "," + between);
    }
    return atEnd(mapping, parts, text);
  }

  Splice append(SequenceNode list, JsonNode item) {
    return atEnd(list, parts(list), between -> value(item, between));
  }

  /** The same of an item that is written already. */
  Splice appendText(SequenceNode list, String item) {
    return atEnd(list, parts(list), between -> item);
  }

  Splice remove(CollectionNode<?> collection, int index) {
    List<Part> parts = parts(collection);
    Part part = parts.get(index);
    if (index + 1 < parts.size()) {
      return new Splice(part.from(), parts.get(index + 1).from(), "");
    }
    return new Splice(index > 0 ? parts.get(index - 1).to() : part.from(), part.to(), "");
  }

  String text(SequenceNode list, int index) {
    Part part = parts(list).get(index);
    return places.text().substring(part.from(), part.to());
  }

  private Splice atEnd(
      CollectionNode<?> collection, List<Part> parts, Function<String, String> text) {
    if (parts.isEmpty()) {
      int inside = places.start(collection) + 1;
      return new Splice(inside, inside, text.apply(" "));
    }
    int end = parts.getLast().to();
    String between = between(parts);
    return new Splice(end, end, "," + between + text.apply(between));
  }

  /** What is between a comma and the next part: a blank, or a new line where each part has one. */
  private String between(List<Part> parts) {
    String before = places.before(parts.getLast().from());
    return before.isBlank() ? "\n" + before : " ";
  }

  private static String value(JsonNode tree, String between) {
    return between.startsWith("\n") ? Json.lines(tree, between.substring(1)) : Json.line(tree);
  }

  private List<Part> parts(CollectionNode<?> collection) {
    return collection.getValue().stream()
        .map(
            part ->
                switch (part) {
                  case NodeTuple e -> new Part(places.start(e.getKeyNode()), end(e));
                  case Node n -> new Part(places.start(n), places.end(n));
                  default -> throw new IllegalStateException("neither entry nor item");
                })
        .toList();
  }

  private int end(NodeTuple entry) {
    if (places.start(entry.getValueNode()) < places.start(entry.getKeyNode())) {
      throw new CannotEdit(places.start(entry.getKeyNode()), "its value is an alias (*)");
    }
    return places.end(entry.getValueNode());
  }
}
