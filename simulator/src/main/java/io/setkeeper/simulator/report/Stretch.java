package io.setkeeper.simulator.report;

import java.util.List;

/**
 * Something that lasted.
 *
 * @param from milliseconds since the beginning
 * @param to not before {@code from}; the same for what has no known end
 * @param what a member's state, or a fault in words
 * @param cause the number of the moment that began it
 */
record Stretch(long from, long to, String what, int cause) {

  /** Whether any of it lies between two moments. */
  boolean touches(long begin, long end) {
    return from < end && (to > begin || (to == from && from >= begin));
  }

  /** Those that touch what lies between two moments. */
  static List<Stretch> between(List<Stretch> all, long begin, long end) {
    return all.stream().filter(stretch -> stretch.touches(begin, end)).toList();
  }
}
