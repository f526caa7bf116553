package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.OpTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commit point: a primary counts an entry of its own term committed once enough data-bearing
 * voters have it, and with it all before it (source: updateLastCommittedOpTimeAndWallTime).
 */
final class CommitPoint {
  private record Pending(Entry entry, Consumer<Ack> then) {}

  private final Self self;
  private final Deque<Pending> writes = new ArrayDeque<>();
  private OpTime[] positions = new OpTime[8];
  private @Nullable OpTime firstOfTerm;

  CommitPoint(Self self) {
    this.self = self;
  }

  /** The first entry of the term in which it is primary; null until it has drained. */
  @Nullable OpTime firstOfTerm() {
    return firstOfTerm;
  }

  void beginTerm(OpTime first) {
    firstOfTerm = first;
  }

  void endTerm() {
    firstOfTerm = null;
    end(Ack.INTERRUPTED);
  }

  /** Every write that waits is told so. */
  void end(Ack ack) {
    while (!writes.isEmpty()) {
      writes.remove().then().accept(ack);
    }
  }

  void await(Entry entry, Consumer<Ack> then) {
    writes.add(new Pending(entry, then));
    acknowledge();
  }

  /**
   * Whether enough data-bearing voters have an entry of this term. A position of another term may
   * be on another branch.
   */
  boolean isReached(OpTime at) {
    int have =
        self.member != null && Configs.bearsData(self.member) && has(self.volume.oplog.at(), at)
            ? 1
            : 0;
    for (Peer peer : self.peers) {
      have += Configs.bearsData(peer.member) && has(peer.durable, at) ? 1 : 0;
    }
    return have >= self.configs.writeMajority();
  }

  private static boolean has(OpTime position, OpTime at) {
    return position.term() == at.term() && position.compareTo(at) >= 0;
  }

  /** Looks how far a majority is. */
  void advance() {
    OpTime first = firstOfTerm;
    if (first == null) {
      return;
    }
    OpTime reached = majorityHas();
    if (reached.compareTo(first) < 0 || reached.compareTo(self.volume.committed) <= 0) {
      return;
    }
    Entry entry = self.volume.oplog;
    while (entry.at().compareTo(reached) > 0) {
      entry = entry.previous();
    }
    self.volume.committed = entry.at();
    for (Observer observer : self.all.observers) {
      observer.entryCommitted(self.outside, entry);
    }
    acknowledge();
    self.commitment.check();
  }

  private OpTime majorityHas() {
    int needed = self.configs.writeMajority();
    if (positions.length <= self.peers.length) {
      positions = new OpTime[self.peers.length + 1];
    }
    int count = 0;
    if (self.member != null && Configs.bearsData(self.member)) {
      count = insert(count, self.volume.oplog.at());
    }
    for (Peer peer : self.peers) {
      if (Configs.bearsData(peer.member)) {
        count = insert(count, peer.durable.term() == self.term ? peer.durable : OpTime.NONE);
      }
    }
    return needed == 0 ? OpTime.NONE : positions[needed - 1];
  }

  /** Keeps them sorted, the furthest first. */
  private int insert(int count, OpTime at) {
    int i = count;
    while (i > 0 && positions[i - 1].compareTo(at) < 0) {
      positions[i] = positions[i - 1];
      i--;
    }
    positions[i] = at;
    return count + 1;
  }

  private void acknowledge() {
    while (!writes.isEmpty()
        && writes.element().entry().at().compareTo(self.volume.committed) <= 0) {
      Pending done = writes.remove();
      for (Observer observer : self.all.observers) {
        observer.acknowledged(self.outside, done.entry());
      }
      done.then().accept(Ack.ACKNOWLEDGED);
    }
  }

  /** A sync source knows more of it. */
  void learn(OpTime committed) {
    OpTime own = self.volume.oplog.at();
    OpTime known = committed.compareTo(own) < 0 ? committed : own;
    if (known.compareTo(self.volume.committed) > 0) {
      self.volume.committed = known;
    }
  }
}
