package io.setkeeper.simulator.time;

import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Virtual time: what is to happen, in order. Two things of one moment happen in the order in which
 * they were asked for, so a run depends on nothing but its seed.
 */
public final class Timeline {
  /** When every run begins; no rule depends on it. */
  public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private record Due(long at, long order, Runnable what) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long now;
  private long asked;

  /** Milliseconds since the beginning. */
  public long now() {
    return now;
  }

  /** The true time, as a clock without skew shows it. */
  public Instant instant() {
    return BEGINNING.plusMillis(now);
  }

  /** Has something happen so many milliseconds from now; at once, but after this, for 0 or less. */
  public void after(long millis, Runnable what) {
    due.add(new Due(now + Math.max(0, millis), asked++, what));
  }

  /** Lets the next thing happen; false when there is none up to that moment, which is then now. */
  public boolean step(long until) {
    Due next = due.peek();
    if (next == null || next.at() > until) {
      now = Math.max(now, until);
      return false;
    }
    due.remove();
    now = next.at();
    next.what().run();
    return true;
  }
}
