package io.setkeeper.cli.modernize.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The comments of a text: from a # at a word's beginning, outside of scalars, to the line's end.
 */
final class Comments {
  /** Where one is. */
  record Comment(int from, int to) {}

  private Comments() {}

  static List<Comment> of(Places places, List<Node> roots) {
    BitSet scalars = new BitSet(places.text().length());
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    roots.forEach(root -> mark(root, places, scalars, seen));
    List<Comment> found = new ArrayList<>();
    String text = places.text();
    int at = text.indexOf('#');
    while (at >= 0) {
      boolean first = at == 0 || Character.isWhitespace(text.charAt(at - 1));
      int to = at + 1;
      if (first && !scalars.get(at)) {
        to = places.endOfLine(at);
        found.add(new Comment(at, to));
      }
      at = text.indexOf('#', to);
    }
    return found;
  }

  /** Their texts, sorted. */
  static List<String> texts(Places places, List<Node> roots) {
    return of(places, roots).stream()
        .map(c -> places.text().substring(c.from(), c.to()).strip())
        .sorted()
        .toList();
  }

  private static void mark(Node node, Places places, BitSet scalars, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    switch (node) {
      case ScalarNode scalar -> scalars.set(places.start(scalar), places.end(scalar));
      case SequenceNode list -> list.getValue().forEach(item -> mark(item, places, scalars, seen));
      case MappingNode mapping ->
          mapping
              .getValue()
              .forEach(
                  entry -> {
                    mark(entry.getKeyNode(), places, scalars, seen);
                    mark(entry.getValueNode(), places, scalars, seen);
                  });
      default -> {}
    }
  }
}
