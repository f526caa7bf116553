package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.OpTime;

/**
 * An oplog entry, and with it the whole oplog that ends in it: an oplog is its last entry, a branch
 * of the tree of all that was ever written. Copying one costs nothing, and whether one holds an
 * entry is a walk of O(log n) jumps (Myers, "An applicative random-access stack", 1983).
 */
public final class Entry {
  /** The empty oplog. */
  public static final Entry NONE = new Entry();

  private final OpTime at;
  private final long write;
  private final int height;
  private final Entry previous;
  private final Entry jump;

  @SuppressWarnings("this-escape")
  private Entry() {
    at = OpTime.NONE;
    write = 0;
    height = 0;
    previous = this;
    jump = this;
  }

  private Entry(OpTime at, long write, Entry previous) {
    this.at = at;
    this.write = write;
    this.previous = previous;
    this.height = previous.height + 1;
    Entry far = previous.jump;
    this.jump = previous.height - far.height == far.height - far.jump.height ? far.jump : previous;
  }

  /** The oplog with one entry more. */
  Entry then(OpTime next, long number) {
    return new Entry(next, number, this);
  }

  public OpTime at() {
    return at;
  }

  /** The number of the client's write; 0 for an entry that a primary writes of its own accord. */
  public long write() {
    return write;
  }

  /** How many entries the oplog has. */
  public int height() {
    return height;
  }

  /** The oplog without its last entry; the empty one's is itself. */
  public Entry previous() {
    return previous;
  }

  /** Whether this oplog holds that entry (every oplog holds the empty one's none). */
  public boolean holds(Entry entry) {
    return atHeight(entry.height) == entry;
  }

  /** The last entry that both oplogs hold. */
  public Entry common(Entry other) {
    Entry mine = atHeight(Math.min(height, other.height));
    Entry its = other.atHeight(mine.height);
    while (mine != its) {
      boolean jumps = mine.jump != its.jump;
      mine = jumps ? mine.jump : mine.previous;
      its = jumps ? its.jump : its.previous;
    }
    return mine;
  }

  private Entry atHeight(int wanted) {
    Entry entry = this;
    while (entry.height > wanted) {
      entry = entry.jump.height >= wanted ? entry.jump : entry.previous;
    }
    return entry;
  }

  @Override
  public String toString() {
    return "%d.%d in term %d".formatted(at.seconds(), at.increment(), at.term());
  }
}
