package io.setkeeper.simulator.run;

import io.setkeeper.core.invariant.Violation;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param violation the first invariant that did not hold; empty where all held
 * @param marks what was reached, and how often
 */
public record Result(
    long seed, Optional<Violation> violation, Map<String, Integer> marks, Statistics statistics) {
  public Result {
    marks = Map.copyOf(marks);
  }

  /**
   * How much happened.
   *
   * @param virtualMillis how long the run was
   * @param wholeAfter milliseconds from the faults' end until the set was whole for good; -1 where
   *     it was not
   */
  public record Statistics(
      long virtualMillis, long wholeAfter, int writesAcknowledged, int configsCommitted) {}
}
