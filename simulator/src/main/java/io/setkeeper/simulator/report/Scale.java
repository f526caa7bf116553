package io.setkeeper.simulator.report;

/**
 * Where a moment lies in a drawing.
 *
 * @param from the moment at the left edge of the lanes, in milliseconds
 * @param to the moment at their right edge
 */
record Scale(long from, long to) {
  /** The drawing's width. */
  static final double WIDTH = 1240;

  /** Where the lanes begin, right of their names. */
  static final double LEFT = 76;

  private static final double RIGHT = WIDTH - 8;

  /** About the width of a character of the smaller text. */
  private static final double CHARACTER = 5.9;

  private static final double CAPITAL = 7.4;

  /** Where it is; at an edge for what is beyond. */
  double x(long at) {
    double share = (double) (at - from) / (to - from);
    return LEFT + Math.clamp(share, 0, 1) * (RIGHT - LEFT);
  }

  double width(long begin, long end) {
    return x(end) - x(begin);
  }

  /** About how wide a text is. */
  static double widthOf(String text) {
    return text.length() * CHARACTER;
  }

  /** As much of a text in capitals as fits; empty where less than three characters do. */
  static String fitted(String text, double width) {
    int room = (int) (width / CAPITAL);
    if (room >= text.length()) {
      return text;
    }
    return room < 3 ? "" : text.substring(0, room - 1) + "…";
  }

  static double right() {
    return RIGHT;
  }
}
