package io.setkeeper.cli.modernize.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Moves an item from one list of a mapping to another, with its layout and comments. */
record Moves(Places places, BlockStyle block, FlowStyle flow) {

  /**
   * @param from the key of the item's list
   * @param to that of the other, which is made before the first where there is none
   */
  List<Splice> move(MappingNode mapping, String from, int index, String to) {
    NodeTuple entry = Nodes.entry(mapping, from).orElseThrow();
    SequenceNode list = (SequenceNode) entry.getValueNode();
    Optional<SequenceNode> other =
        Nodes.entry(mapping, to)
            .map(NodeTuple::getValueNode)
            .filter(SequenceNode.class::isInstance)
            .map(SequenceNode.class::cast);
    boolean inBlock = Places.isBlock(list) && Places.isBlock(mapping);
    if (inBlock && other.map(Places::isBlock).orElse(true)) {
      return inBlock(entry, list, index, to, other);
    }
    if (!Places.isBlock(list) && !other.map(Places::isBlock).orElse(false)) {
      return inFlow(mapping, entry, list, index, to, other);
    }
    throw new CannotEdit(places.start(list), "one of its lists is in brackets, another is not");
  }

  private List<Splice> inBlock(
      NodeTuple entry, SequenceNode list, int index, String to, Optional<SequenceNode> other) {
    BlockStyle.Lines lines = block.lines(list, index);
    int from = places.withCommentsAbove(lines.from());
    String moved = places.text().substring(from, lines.to()).stripTrailing();
    Splice gone = new Splice(from, lines.to(), "");
    int column = places.column(places.start(list));
    if (other.isPresent()) {
      int shift = places.column(places.start(other.get())) - column;
      int end = places.endOfLine(places.end(other.get()));
      return List.of(gone, new Splice(end, end, "\n" + shifted(moved, shift)));
    }
    int key = places.start(entry.getKeyNode());
    int line = places.withCommentsAbove(key);
    if (!places.before(key).isBlank()) {
      throw new CannotEdit(key, "it stands behind a dash");
    }
    String head = " ".repeat(places.column(key)) + to + ":\n";
    return List.of(gone, new Splice(line, line, head + moved + "\n"));
  }

  private static String shifted(String lines, int by) {
    return lines
        .lines()
        .map(l -> by >= 0 ? " ".repeat(by) + l : l.substring(Math.min(-by, leading(l))))
        .collect(Collectors.joining("\n"));
  }

  private static int leading(String line) {
    return line.length() - line.stripLeading().length();
  }

  private List<Splice> inFlow(
      MappingNode mapping,
      NodeTuple entry,
      SequenceNode list,
      int index,
      String to,
      Optional<SequenceNode> other) {
    String item = flow.text(list, index);
    Splice gone = flow.remove(list, index);
    if (other.isPresent()) {
      return List.of(gone, flow.appendText(other.get(), item));
    }
    Node key = entry.getKeyNode();
    int start = places.start(key);
    String before = places.before(start);
    String line = before.isBlank() ? "\n" + before : " ";
    String made =
        Places.isBlock(mapping)
            ? to + ": [" + item + "]\n" + " ".repeat(places.column(start))
            : Json.key(to) + "[" + item + "]," + line;
    return List.of(gone, new Splice(start, start, made));
  }
}
