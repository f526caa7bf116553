package io.setkeeper.cli.modernize;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ways to write a tree down. */
enum Writing {
  BLOCK,
  COMMENTED,
  WINDOWS,
  JSON,
  PRETTY_JSON,
  LIST;

  private static final Pattern COMMENT = Pattern.compile("(?m)(?<=^|\\s)#c\\d+$");

  String write(ObjectNode tree) {
    return switch (this) {
      case BLOCK -> block(tree, "", new AtomicInteger(-1));
      case COMMENTED -> block(tree, "", new AtomicInteger());
      case WINDOWS -> block(tree, "", new AtomicInteger()).replace("\n", "\r\n");
      case JSON -> tree.toString();
      case PRETTY_JSON -> tree.toPrettyString();
      case LIST ->
          "apiVersion: v1\nkind: List\nitems:\n  - "
              + block(tree, "    ", new AtomicInteger(-1)).strip()
              + "\n";
    };
  }

  static List<String> comments(String text) {
    return COMMENT.matcher(text).results().map(MatchResult::group).toList();
  }

  private static String block(JsonNode node, String indent, AtomicInteger comments) {
    if (node.isObject() && !node.isEmpty()) {
      return node.properties().stream()
          .map(
              e ->
                  above(indent, comments)
                      + indent
                      + "\""
                      + e.getKey()
                      + "\":"
                      + value(e.getValue(), indent, comments))
          .collect(Collectors.joining());
    }
    return node.valueStream()
        .map(item -> above(indent, comments) + indent + "- " + item(item, indent, comments))
        .collect(Collectors.joining());
  }

  private static String item(JsonNode item, String indent, AtomicInteger comments) {
    if (!item.isContainer()) {
      return item + behind(comments) + "\n";
    }
    // The first comment would stand between dash and key.
    String lines = block(item, indent + "  ", comments);
    String head =
        lines.lines().takeWhile(l -> l.strip().startsWith("#")).collect(Collectors.joining("\n"));
    String rest = lines.substring(head.isEmpty() ? 0 : head.length() + 1);
    return rest.strip() + "\n" + (head.isEmpty() ? "" : head + "\n");
  }

  private static String value(JsonNode value, String indent, AtomicInteger comments) {
    if (!value.isContainer() || value.isEmpty()) {
      return " " + value + behind(comments) + "\n";
    }
    return behind(comments) + "\n" + block(value, indent + "  ", comments);
  }

  private static String above(String indent, AtomicInteger comments) {
    return comments.get() < 0 ? "" : indent + "#c" + comments.incrementAndGet() + "\n";
  }

  private static String behind(AtomicInteger comments) {
    return comments.get() < 0 ? "" : " #c" + comments.incrementAndGet();
  }
}
