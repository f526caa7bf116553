package io.setkeeper.simulator.mark;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each mark was reached. */
public final class Marks {
  private final Map<String, Integer> counts = new HashMap<>();

  public void reached(String mark) {
    counts.merge(mark, 1, Integer::sum);
  }

  public void reached(Failure failure) {
    reached(failure.mark());
  }

  public boolean has(Failure failure) {
    return counts.containsKey(failure.mark());
  }

  public Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }
}
