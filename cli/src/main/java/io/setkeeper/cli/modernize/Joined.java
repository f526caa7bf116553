package io.setkeeper.cli.modernize;

import java.util.List;
import java.util.stream.Collectors;

/** Files one after the other, as kubectl takes them from its input. */
public final class Joined {
  private static final String DIVIDER = "---";

  private Joined() {}

  /** A single file as it is; of several each begins with a divider. */
  public static String of(List<Source> files) {
    List<Source> some = files.stream().filter(file -> !file.text().isEmpty()).toList();
    return some.size() == 1
        ? some.getFirst().text()
        : some.stream().map(file -> divided(file.text())).collect(Collectors.joining());
  }

  private static String divided(String text) {
    String ended = text.endsWith("\n") ? text : text + "\n";
    return hasDivider(text) ? ended : DIVIDER + "\n" + ended;
  }

  /** Whether it begins with one, but for comments. */
  private static boolean hasDivider(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .findFirst()
        .filter(line -> line.startsWith(DIVIDER))
        .isPresent();
  }
}
