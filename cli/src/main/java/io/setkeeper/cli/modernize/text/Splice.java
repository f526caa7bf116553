package io.setkeeper.cli.modernize.text;

import java.util.Comparator;
import java.util.List;

/**
 * Characters that others take the place of.
 *
 * @param from the first
 * @param to behind the last
 */
record Splice(int from, int to, String by) {
  /** All of them at once; they do not overlap. */
  static String apply(String text, List<Splice> splices) {
    StringBuilder changed = new StringBuilder(text);
    splices.stream()
        .sorted(Comparator.comparingInt(Splice::from).reversed())
        .forEach(s -> changed.replace(s.from, s.to, s.by));
    return changed.toString();
  }
}
