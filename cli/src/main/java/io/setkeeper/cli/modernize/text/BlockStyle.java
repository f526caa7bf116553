package io.setkeeper.cli.modernize.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Edits of mappings and lists that have a line for each entry. */
record BlockStyle(Places places, List<Comments.Comment> comments) {
  private static final String DASH = "- ";

  Splice put(MappingNode mapping, String entries, Optional<String> before) {
    String indent = indent(places.start(mapping.getValue().getFirst().getKeyNode()));
    Optional<NodeTuple> next = before.flatMap(key -> Nodes.entry(mapping, key));
    if (next.isEmpty()) {
      int end = places.endOfLine(places.endOfValue(mapping.getValue().getLast()));
      return new Splice(end, end, "\n" + indented(entries, indent).stripTrailing());
    }
    int key = places.start(next.get().getKeyNode());
    if (places.before(key).isBlank()) {
      int line = places.withCommentsAbove(key);
      return new Splice(line, line, indented(entries, indent).stripTrailing() + "\n");
    }
    // It stands behind its item's dash.
    return new Splice(key, key, indented(entries, indent).strip() + "\n" + indent);
  }

  Splice append(SequenceNode list, String item) {
    String indent = indent(places.start(list));
    String text = indented(item, indent + " ".repeat(DASH.length())).strip();
    int end = places.endOfLine(places.end(list));
    return new Splice(end, end, "\n" + indent + DASH + text);
  }

  Splice remove(MappingNode mapping, String key) {
    int index = Nodes.index(mapping, key);
    NodeTuple entry = mapping.getValue().get(index);
    int start = places.start(entry.getKeyNode());
    if (places.before(start).isBlank()) {
      return cut(places.startOfLine(start), places.nextLine(places.endOfValue(entry)));
    }
    if (index + 1 == mapping.getValue().size()) {
      throw new CannotEdit(start, "'%s' is all that its item has".formatted(key));
    }
    return new Splice(start, places.start(mapping.getValue().get(index + 1).getKeyNode()), "");
  }

  Splice remove(SequenceNode list, int index) {
    Lines lines = lines(list, index);
    return cut(lines.from(), lines.to());
  }

  /** Lines are taken out, but for their comments. */
  Splice cut(int from, int to) {
    return new Splice(
        from,
        to,
        comments.stream()
            .filter(c -> c.from() >= from && c.to() <= to)
            .map(c -> kept(c, from))
            .collect(Collectors.joining()));
  }

  private String kept(Comments.Comment comment, int from) {
    String text = places.text();
    boolean alone = places.before(comment.from()).isBlank();
    int first =
        alone
            ? comment.from()
            : from
                + places
                    .text()
                    .substring(from)
                    .indexOf(places.text().substring(from).stripLeading());
    return indent(first) + text.substring(comment.from(), comment.to()) + "\n";
  }

  /** The lines of an item. */
  record Lines(int from, int to) {}

  Lines lines(SequenceNode list, int index) {
    Node item = list.getValue().get(index);
    int start = places.start(item);
    if (start < places.start(list)) {
      throw new CannotEdit(places.start(list), "an item of this list is an alias (*)");
    }
    if (!places.before(start).matches("\\s*-\\s+")) {
      throw new CannotEdit(start, "the item does not stand behind a dash of its own");
    }
    return new Lines(places.startOfLine(start), places.nextLine(places.end(item)));
  }

  private String indent(int offset) {
    return " ".repeat(places.column(offset));
  }

  static String indented(String text, String indent) {
    return text.lines().map(l -> l.isBlank() ? "" : indent + l).collect(Collectors.joining("\n"));
  }
}
