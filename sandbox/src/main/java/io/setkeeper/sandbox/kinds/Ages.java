package io.setkeeper.sandbox.kinds;

import java.time.Duration;
import java.time.Instant;

/** Writes durations as kubectl does: the two most telling units, coarser the longer it was. */
final class Ages {
  private static final int HOURS_PER_DAY = 24;
  private static final int DAYS_PER_YEAR = 365;

  private Ages() {}

  /**
   * {@code 5s}, {@code 2m30s}, {@code 15m}, {@code 3h20m}, {@code 20h}, {@code 2d3h}, {@code 400d}.
   */
  static String between(Instant from, Instant to) {
    long seconds = Duration.between(from, to).toSeconds();
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 0) {
      return "0s";
    }
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / HOURS_PER_DAY;
    if (seconds < 120) {
      return seconds + "s";
    }
    if (minutes < 10) {
      return two(minutes, "m", seconds % 60, "s");
    }
    if (hours < 3) {
      return minutes + "m";
    }
    if (hours < 8) {
      return two(hours, "h", minutes % 60, "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    if (days < 8) {
      return two(days, "d", hours % HOURS_PER_DAY, "h");
    }
    if (days < 2 * DAYS_PER_YEAR) {
      return days + "d";
    }
    long years = days / DAYS_PER_YEAR;
    return years < 8 ? two(years, "y", days % DAYS_PER_YEAR, "d") : years + "y";
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
  }
}
