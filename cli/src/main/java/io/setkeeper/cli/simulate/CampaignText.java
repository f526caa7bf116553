package io.setkeeper.cli.simulate;

import io.setkeeper.cli.view.Columns;
import io.setkeeper.simulator.run.Campaign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A campaign's result as text. Pure. */
final class CampaignText {
  private CampaignText() {}

  /** The table of what was reached, the pace, and what failed. */
  static List<String> lines(Campaign.Report report) {
    List<String> lines = new ArrayList<>(reached(report));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d seeds in %.1f s: %.0f a second",
            report.run(),
            report.took().toMillis() / 1_000.0,
            report.pace()));
    report
        .failure()
        .ifPresent(
            result -> {
              lines.add(
                  "VIOLATION in seed %d: %s"
                      .formatted(
                          result.seed(), result.violation().map(Object::toString).orElse("")));
              lines.add("Again: " + Campaign.replay(result.seed()));
            });
    report.missing().forEach(mark -> lines.add("NOT REACHED by any seed: " + mark));
    if (report.passed()) {
      lines.add("No invariant was violated.");
    }
    return List.copyOf(lines);
  }

  private static List<String> reached(Campaign.Report report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("REACHED", "IN SEEDS"));
    new TreeMap<>(report.marks())
        .forEach(
            (mark, seeds) -> rows.add(List.of(mark, String.format(Locale.ROOT, "%,d", seeds))));
    report.missing().forEach(mark -> rows.add(List.of(mark, "NONE")));
    return Columns.aligned(rows);
  }
}
