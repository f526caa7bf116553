package io.setkeeper.cli.modernize.text;

import io.setkeeper.cli.base.Refusal;

/**
 * What a text has around its lines.
 *
 * @param mark whether it begins with a byte order mark
 * @param carriageReturns whether its lines end as on Windows
 */
record Shape(boolean mark, boolean carriageReturns) {
  private static final String MARK = "\uFEFF";

  static Shape of(String name, String raw) {
    String text = raw.replace("\r\n", "");
    boolean returns = text.length() < raw.length();
    if (text.contains("\r") || (returns && text.contains("\n"))) {
      throw new Refusal(
          "%s can't be read: some of its lines end otherwise than the others".formatted(name),
          "Let all end alike: dos2unix FILE");
    }
    return new Shape(raw.startsWith(MARK), returns);
  }

  /** The text alone, its lines ended by a line feed. */
  String read(String raw) {
    return (mark ? raw.substring(MARK.length()) : raw).replace("\r\n", "\n");
  }

  String write(String text) {
    return (mark ? MARK : "") + (carriageReturns ? text.replace("\n", "\r\n") : text);
  }
}
