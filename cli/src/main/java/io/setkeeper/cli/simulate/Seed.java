package io.setkeeper.cli.simulate;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.simulator.keeper.Twist;
import io.setkeeper.simulator.report.Heading;
import io.setkeeper.simulator.report.Page;
import io.setkeeper.simulator.run.Campaign;
import io.setkeeper.simulator.run.Result;
import io.setkeeper.simulator.run.Simulation;
import io.setkeeper.simulator.trace.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One seed, run again with its trace.
 *
 * @param events all that happened
 */
record Seed(Result result, List<Trace.Event> events) {

  /** Runs it. */
  static Seed run(long seed) {
    Trace trace = Trace.recording();
    Result result = Simulation.run(seed, Twist.NONE, trace);
    return new Seed(result, trace.events());
  }

  /** Prints the trace, a line for each thing that happened. */
  void print(PrintWriter out) {
    events.forEach(event -> out.println(line(event)));
  }

  private static String line(Trace.Event event) {
    return String.format(
        Locale.ROOT,
        "%10.3f  %-15s %-9s %s",
        event.at() / 1_000.0,
        event.lane(),
        event.kind(),
        event.text().replace("\n", "\n" + " ".repeat(38)));
  }

  /** Draws it. */
  void draw(Path file) {
    try {
      Files.writeString(file, Page.draw(heading(), events));
    } catch (IOException e) {
      throw new Refusal(
          "--report %s can't be written: %s".formatted(file, e.getMessage()),
          "Name a file elsewhere");
    }
  }

  private Heading heading() {
    List<String> facts = new ArrayList<>();
    facts.add(verdict());
    facts.add(
        "%d writes were acknowledged by a majority, %d configs committed."
            .formatted(
                result.statistics().writesAcknowledged(), result.statistics().configsCommitted()));
    facts.add("Again: " + Campaign.replay(result.seed()));
    return new Heading(
        "Setkeeper's simulator, seed " + result.seed(),
        result.violation().isEmpty(),
        facts,
        result.statistics().virtualMillis());
  }

  private String verdict() {
    return result
        .violation()
        .map(violation -> "An invariant was violated: " + violation)
        .orElseGet(
            () ->
                "No invariant was violated; the set was whole %.0f s after the faults' end."
                    .formatted(result.statistics().wholeAfter() / 1_000.0));
  }
}
