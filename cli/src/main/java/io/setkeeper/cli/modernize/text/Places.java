package io.setkeeper.cli.modernize.text;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where nodes stand in a text whose lines end with a line feed. Offsets are those of chars. */
final class Places {
  private final String text;

  /** The offset of each code point; empty where each is one char. */
  private final int[] offsets;

  Places(String text) {
    this.text = text;
    boolean pairs = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    this.offsets = pairs ? offsets(text) : new int[0];
  }

  private static int[] offsets(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    for (int point = 1; point < offsets.length; point++) {
      offsets[point] = text.offsetByCodePoints(offsets[point - 1], 1);
    }
    return offsets;
  }

  String text() {
    return text;
  }

  int start(Node node) {
    return offset(node.getStartMark().orElseThrow());
  }

  /** Behind the last character that belongs to it: no comment, no blank line. */
  int end(Node node) {
    return switch (node) {
      case MappingNode mapping when isBlock(mapping) -> endOfValue(mapping.getValue().getLast());
      case SequenceNode list when isBlock(list) -> {
        Node last = list.getValue().getLast();
        if (start(last) < start(list)) {
          throw new CannotEdit(start(list), "an alias (*) ends this list");
        }
        yield end(last);
      }
      case ScalarNode scalar -> endOfScalar(scalar);
      default -> offset(node.getEndMark().orElseThrow());
    };
  }

  /** The same of an entry. */
  int endOfValue(NodeTuple entry) {
    Node key = entry.getKeyNode();
    Node value = entry.getValueNode();
    // An alias is the node that it stands for, which is somewhere above.
    return start(value) < start(key) ? endOfLine(start(key)) : end(value);
  }

  private int endOfScalar(ScalarNode scalar) {
    int end = offset(scalar.getEndMark().orElseThrow());
    if (isBlockText(scalar)) {
      while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
    }
    return end;
  }

  static boolean isBlockText(ScalarNode scalar) {
    return switch (scalar.getScalarStyle()) {
      case LITERAL, FOLDED -> true;
      default -> false;
    };
  }

  static boolean isBlock(CollectionNode<?> node) {
    return node.getFlowStyle() != FlowStyle.FLOW;
  }

  int startOfLine(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where its line feed is, or the end of the text. */
  int endOfLine(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end;
  }

  /** Where the next line starts, or the end of the text. */
  int nextLine(int offset) {
    return Math.min(endOfLine(offset) + 1, text.length());
  }

  int column(int offset) {
    return offset - startOfLine(offset);
  }

  /** The number of its line, from 1. */
  int line(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /** What stands before it in its line. */
  String before(int offset) {
    return text.substring(startOfLine(offset), offset);
  }

  /** The start of the first of the comment lines right above a line, or of the line itself. */
  int withCommentsAbove(int offset) {
    int start = startOfLine(offset);
    while (start > 0) {
      int above = startOfLine(start - 1);
      if (!text.substring(above, start).strip().startsWith("#")) {
        return start;
      }
      start = above;
    }
    return start;
  }

  int offset(Mark mark) {
    // Marks count code points.
    return offsets.length == 0 ? mark.getIndex() : offsets[mark.getIndex()];
  }
}
