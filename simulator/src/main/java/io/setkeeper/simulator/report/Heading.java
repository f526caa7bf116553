package io.setkeeper.simulator.report;

import java.util.List;

/**
 * What stands above a run's drawing.
 *
 * @param title such as "Seed 37"
 * @param good whether the run held
 * @param facts a sentence each: the verdict first
 * @param end of the run, in virtual milliseconds
 */
public record Heading(String title, boolean good, List<String> facts, long end) {
  public Heading {
    facts = List.copyOf(facts);
  }
}
