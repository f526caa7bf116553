import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What every harness here does: times, waits, notes figures, prints them. */
final class Harness {
  private static final long LONGEST_SECONDS = 300;

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();
  private final long askMillis;

  /**
   * Begins without figures.
   *
   * @param askMillis how often what is waited for is asked
   */
  Harness(long askMillis) {
    this.askMillis = askMillis;
  }

  /** Something that is done, or waited for. */
  interface Deed {
    void run() throws Exception;
  }

  /** Something that can be asked. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** An option's value, as {@code --name value}. */
  static String option(String[] args, String name, String otherwise) {
    int at = List.of(args).indexOf(name);
    return at < 0 ? otherwise : args[at + 1];
  }

  static double seconds(Deed deed) throws Exception {
    long start = System.nanoTime();
    deed.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Waits for it, five minutes at most. */
  void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited too long: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(askMillis);
    }
  }

  /** One more value of a figure. */
  void note(String figure, double value) {
    figures.computeIfAbsent(figure, f -> new ArrayList<>()).add(value);
    System.err.printf(Locale.ROOT, "  %s: %.2f%n", figure, value);
  }

  /** Medians, least and most of what was noted. */
  void print() {
    System.out.printf("%n| | median | least | most |%n|---|---|---|---|%n");
    figures.forEach(
        (figure, values) -> {
          List<Double> sorted = values.stream().sorted().toList();
          System.out.printf(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f |%n",
              figure,
              sorted.get(sorted.size() / 2),
              sorted.getFirst(),
              sorted.getLast());
        });
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
