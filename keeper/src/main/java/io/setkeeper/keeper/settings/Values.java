package io.setkeeper.keeper.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a variable may be.
 *
 * @param words for a person
 * @param secret never printed
 * @param read empty for a text that it may not be
 */
record Values<T>(String words, boolean secret, Function<String, Optional<T>> read) {
  private static final Set<String> YES = Set.of("y", "yes", "true", "1");
  private static final Set<String> NO = Set.of("n", "no", "false", "0");

  /** Any text. */
  static final Values<String> TEXT = new Values<>("text", false, Optional::of);

  /** Any text, which nobody may see. */
  static final Values<String> SECRET = new Values<>("text, never printed", true, Optional::of);

  /** A port. */
  static final Values<Integer> PORT = number(1, 65_535);

  /** As the old sidecar reads it. */
  static final Values<Boolean> YES_OR_NO =
      new Values<>("y, yes, true, 1, or n, no, false, 0", false, Values::yesOrNo);

  /** As the old sidecar reads it: only the literal {@code true} is. */
  static final Values<Boolean> TRUE =
      new Values<>("true; anything else is false", false, text -> Optional.of(text.equals("true")));

  /** A file that is there. */
  static final Values<Path> FILE =
      new Values<>(
          "a file that can be read",
          false,
          text -> Optional.of(Path.of(text)).filter(Files::isReadable));

  /** A folder, looked at later. */
  static final Values<Path> FOLDER = new Values<>("a folder", false, t -> Optional.of(Path.of(t)));

  /** Labels that all must match; blanks do no harm. */
  static final Values<Map<String, String>> LABELS =
      new Values<>("labels as k=v,k=v", false, Values::labels);

  /** A whole number within bounds. */
  static Values<Integer> number(int least, int most) {
    return new Values<>(
        "a whole number from %d to %d".formatted(least, most),
        false,
        text -> number(text).filter(n -> n >= least && n <= most));
  }

  /** A whole number of seconds within bounds. */
  static Values<Duration> seconds(int least, int most) {
    return new Values<>(
        "a whole number from %d to %d".formatted(least, most),
        false,
        text -> number(text).filter(n -> n >= least && n <= most).map(n -> Duration.ofSeconds(n)));
  }

  /** One of some words. */
  static Values<String> oneOf(List<String> words) {
    return new Values<>(
        "one of " + String.join(", ", words), false, t -> Optional.of(t).filter(words::contains));
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> yesOrNo(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return YES.contains(word) || NO.contains(word)
        ? Optional.of(YES.contains(word))
        : Optional.empty();
  }

  private static Optional<Map<String, String>> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        labels.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      } else if (!pair.isBlank()) {
        return Optional.empty();
      }
    }
    return Optional.of(labels).filter(l -> !l.isEmpty());
  }
}
