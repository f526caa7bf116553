package io.setkeeper.standin.raft;

import java.util.Comparator;

/**
 * Where a member's log ends, Raft's own entries included: nobody votes for a candidate whose log
 * ends before its own.
 *
 * @param term the last entry's
 * @param index the last entry's; -1 for none
 */
public record LogEnd(long term, long index) implements Comparable<LogEnd> {
  /** An empty log's. */
  public static final LogEnd NONE = new LogEnd(0, -1);

  private static final Comparator<LogEnd> ORDER =
      Comparator.comparingLong(LogEnd::term).thenComparingLong(LogEnd::index);

  @Override
  public int compareTo(LogEnd other) {
    return ORDER.compare(this, other);
  }
}
