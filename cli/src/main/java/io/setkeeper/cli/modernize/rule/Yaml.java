package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.text.Scalars;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of YAML. */
final class Yaml {
  private Yaml() {}

  /** An entry a line, indented. */
  static String map(Map<String, String> map, int indent) {
    return map.entrySet().stream()
        .map(e -> " ".repeat(indent) + Scalars.text(e.getKey()) + ": " + Scalars.text(e.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /** The same in braces. */
  static String inline(Map<String, String> map) {
    return map.entrySet().stream()
        .map(e -> Scalars.text(e.getKey()) + ": " + Scalars.text(e.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
