package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The messages that were lost within a second.
 *
 * @param at the second's beginning
 * @param ways how many on each way
 */
record Lost(long at, Map<String, Integer> ways) {
  private static final long SECOND = 1_000;

  /** Those between two moments, second by second. */
  static List<Lost> bySecond(List<Trace.Event> lost, long begin, long end) {
    Map<Long, Map<String, Integer>> seconds = new TreeMap<>();
    for (Trace.Event event : lost) {
      if (event.at() >= begin && event.at() < end) {
        seconds
            .computeIfAbsent(event.at() / SECOND * SECOND, second -> new TreeMap<>())
            .merge(event.text(), 1, Integer::sum);
      }
    }
    return seconds.entrySet().stream().map(e -> new Lost(e.getKey(), e.getValue())).toList();
  }

  int count() {
    return ways.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** All of them in words. */
  String words() {
    return "%d messages lost%n".formatted(count())
        + ways.entrySet().stream()
            .map(way -> way.getValue() + " × " + way.getKey())
            .collect(Collectors.joining("\n"));
  }
}
