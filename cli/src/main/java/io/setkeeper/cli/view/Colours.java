package io.setkeeper.cli.view;

import io.setkeeper.cli.base.Environment;

/**
 * Colours for words, or none: {@code NO_COLOR} (no-color.org) is honoured.
 *
 * @param on whether there are any
 */
public record Colours(boolean on) {
  /** None. */
  public static final Colours NONE = new Colours(false);

  /** Those of a terminal, unless the user wants none. */
  static Colours of(Environment environment) {
    return new Colours(environment.get("NO_COLOR").isEmpty());
  }

  String good(String text) {
    return paint("32", text);
  }

  String waiting(String text) {
    return paint("33", text);
  }

  String bad(String text) {
    return paint("31", text);
  }

  private String paint(String colour, String text) {
    return on ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
