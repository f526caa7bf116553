package io.setkeeper.core.model;

import java.time.Instant;
import java.util.Comparator;

/**
 * A position in the oplog, as replSetGetStatus gives it.
 *
 * @param term the term in which the entry was written; -1 when there is none
 * @param seconds the timestamp's seconds since 1970
 * @param increment counts the entries of one second
 */
public record OpTime(long term, long seconds, long increment) implements Comparable<OpTime> {
  /** Nothing was ever applied. */
  public static final OpTime NONE = new OpTime(-1, 0, 0);

  private static final Comparator<OpTime> ORDER =
      Comparator.comparingLong(OpTime::term)
          .thenComparingLong(OpTime::seconds)
          .thenComparingLong(OpTime::increment);

  /** Whether nothing was ever applied: the member has no data yet, or none is known of it. */
  public boolean isNone() {
    return seconds == 0;
  }

  /** The moment of the entry, as a person reads it. */
  public String words() {
    return isNone() ? "nothing" : Instant.ofEpochSecond(seconds) + " (term " + term + ")";
  }

  @Override
  public int compareTo(OpTime other) {
    return ORDER.compare(this, other);
  }

  /** By how many seconds this lags behind {@code other}; 0 when it is not behind. */
  public long secondsBehind(OpTime other) {
    return compareTo(other) >= 0 ? 0 : Math.max(0, other.seconds - seconds);
  }
}
