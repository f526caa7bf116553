package io.setkeeper.cli.simulate;

import io.setkeeper.cli.base.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be simulated.
 *
 * @param first the first seed
 * @param seeds how many, at least 1
 * @param trace whether a seed's trace is printed
 * @param report where a seed is drawn
 * @param json whether the result is written as JSON, and nothing else
 */
public record Order(long first, long seeds, boolean trace, Optional<Path> report, boolean json) {
  private static final long DEFAULT_SEEDS = 1_000;
  private static final long MOST_SEEDS = 100_000_000;

  /**
   * Reads what was given.
   *
   * @param seeds by default 1 where one seed is to be told or drawn, else 1,000
   * @throws Refusal for what can't be done
   */
  public static Order of(
      Optional<Long> seeds, long first, boolean trace, Optional<Path> report, boolean json) {
    long count = seeds.orElse(trace || report.isPresent() ? 1 : DEFAULT_SEEDS);
    if (count < 1 || count > MOST_SEEDS) {
      throw new Refusal(
          "--seeds %d is not possible".formatted(count), "Say 1 to %d".formatted(MOST_SEEDS));
    }
    if (first < 0 || first > Long.MAX_VALUE - count) {
      throw new Refusal("--seed %d is not possible".formatted(first), "Say 0 or more");
    }
    if (trace && json) {
      throw new Refusal("A trace is not written as JSON", "Leave --trace or -o json out");
    }
    report.ifPresent(Order::checkReport);
    return new Order(first, count, trace, report, json);
  }

  /** Before a long campaign, not after it. */
  private static void checkReport(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new Refusal(
          "--report %s can't be written".formatted(file), "Name a file in a folder that there is");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new Refusal("No permission to write " + file, "Name a file elsewhere");
    }
  }
}
