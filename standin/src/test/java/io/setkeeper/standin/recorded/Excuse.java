package io.setkeeper.standin.recorded;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A difference that is known: something not yet built, or that cannot be.
 *
 * @param scenario the recording, or {@code *}
 * @param steps the step's number, several with blanks between, or {@code *}
 * @param path where in the answer, with {@code *} for any one name or index; {@code **} where the
 *     step is not asked at all
 * @param reason why
 * @param used whether there was such a difference
 */
record Excuse(String scenario, String steps, String path, String reason, AtomicBoolean used) {

  /** What the stand-in lacks. */
  static List<Excuse> all() {
    return read("/replay/not-yet-covered.csv");
  }

  /** What a recording shows of a moment that may be over here, or not have come yet. */
  static List<Excuse> moments() {
    return read("/replay/moments.csv");
  }

  private static List<Excuse> read(String resource) {
    return Table.read(resource, 4).stream()
        .map(
            line ->
                new Excuse(line.get(0), line.get(1), line.get(2), line.get(3), new AtomicBoolean()))
        .toList();
  }

  boolean isFor(String recording, Line.Step step) {
    return (scenario.equals("*") || scenario.equals(recording))
        && (steps.equals("*")
            || List.of(steps.split(" ", -1)).contains(String.valueOf(step.number())));
  }

  /** Whether the step is left out altogether. */
  boolean skips() {
    return path.equals("**");
  }

  boolean covers(Difference difference) {
    String pattern = path.replace(".", "\\.").replace("{}", "\\{\\}").replace("*", "[^.]*");
    return difference.path().matches(pattern);
  }

  @Override
  public String toString() {
    return "%s, steps %s, %s: %s".formatted(scenario, steps, path, reason);
  }
}
