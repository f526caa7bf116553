package io.setkeeper.cli.modernize.text;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Edits of a document's text: which characters take which ones' place. */
record TextEdits(Places places, Node root, BlockStyle block, FlowStyle flow) {

  static TextEdits of(String text, Document document) {
    Places places = new Places(text);
    return new TextEdits(
        places,
        document.root(),
        new BlockStyle(places, Comments.of(places, List.of(document.root()))),
        new FlowStyle(places));
  }

  List<Splice> splices(Edit edit) {
    return switch (edit) {
      case Edit.Put(var at, var entries, var before) -> List.of(put(at, entries, before));
      case Edit.Append(var at, var item) -> List.of(append(at, item));
      case Edit.Remove(var at) -> List.of(remove(at));
      case Edit.Replace(var at, var value) -> List.of(replace(at, value));
      case Edit.Rewrite rewrite -> List.of(rewrite(rewrite));
      case Edit.Move(var item, var mapping, var list) ->
          new Moves(places, block, flow)
              .move(
                  mapping(mapping),
                  item.head().last().getMatchingProperty(),
                  item.last().getMatchingIndex(),
                  list);
      case Edit.AddObjects objects -> throw new IllegalArgumentException("of a file");
      case Edit.Drop drop -> throw new IllegalArgumentException("of a file");
    };
  }

  private Splice put(JsonPointer at, String entries, Optional<String> before) {
    MappingNode mapping = mapping(at);
    return Places.isBlock(mapping)
        ? block.put(mapping, entries, before)
        : flow.put(mapping, Reader.tree(entries), before);
  }

  private Splice append(JsonPointer at, String item) {
    SequenceNode list = (SequenceNode) find(at);
    return Places.isBlock(list) ? block.append(list, item) : flow.append(list, Reader.tree(item));
  }

  private Splice remove(JsonPointer at) {
    JsonPointer last = at.last();
    return switch (find(at.head())) {
      case SequenceNode list when Places.isBlock(list) ->
          block.remove(list, last.getMatchingIndex());
      case SequenceNode list -> flow.remove(list, last.getMatchingIndex());
      case MappingNode mapping when Places.isBlock(mapping) ->
          block.remove(mapping, last.getMatchingProperty());
      case MappingNode mapping ->
          flow.remove(mapping, Nodes.index(mapping, last.getMatchingProperty()));
      default -> throw new IllegalArgumentException("there is no " + at);
    };
  }

  private Splice replace(JsonPointer at, JsonNode value) {
    ScalarNode scalar = (ScalarNode) find(at);
    int start = places.start(scalar);
    int end = places.end(scalar);
    if (Places.isBlockText(scalar)) {
      throw new CannotEdit(start, "a text in lines of its own (| or >) is not replaced");
    }
    String blank = start == end ? " " : "";
    return new Splice(start, end, blank + Scalars.write(value, scalar.getScalarStyle()));
  }

  private Splice rewrite(Edit.Rewrite rewrite) {
    Node node = find(rewrite.at());
    int start = places.start(node);
    int end = places.end(node);
    String raw = places.text().substring(start, end);
    return new Splice(start, end, rewrite.what().matcher(raw).replaceAll(rewrite.by()));
  }

  private MappingNode mapping(JsonPointer at) {
    return (MappingNode) find(at);
  }

  private Node find(JsonPointer at) {
    return Nodes.at(root, at);
  }
}
