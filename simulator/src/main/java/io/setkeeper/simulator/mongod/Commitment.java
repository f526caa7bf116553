package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.OpTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether a primary's config is committed: a majority of its voters has installed it, as their
 * heartbeats tell, and the last entry that was committed in the config before it, and the first one
 * of the primary's term, are on a majority of the data-bearing ones (source:
 * getConfigOplogCommitmentOpTime).
 */
final class Commitment {
  /** How waiting for it ended. */
  enum End {
    COMMITTED,
    TIMED_OUT,
    STEPPED_DOWN
  }

  private record Wait(boolean withOplog, Consumer<End> then) {}

  private final Self self;
  private final List<Wait> waits = new ArrayList<>();
  private OpTime committedBefore = OpTime.NONE;
  private ConfigVersion told = Peer.NO_CONFIG;

  Commitment(Self self) {
    this.self = self;
  }

  /** The next config begins: what was committed in this one is kept in mind. */
  void nextConfig() {
    committedBefore = self.volume.committed;
  }

  boolean isCommitted(boolean withOplog) {
    return self.isPrimary() && isInstalled() && (!withOplog || hasOplog());
  }

  private boolean isInstalled() {
    ConfigVersion version = self.configs.version();
    int have = self.member != null && self.member.voting() ? 1 : 0;
    for (Peer peer : self.peers) {
      have += peer.member.voting() && peer.config.equals(version) ? 1 : 0;
    }
    return have >= self.configs.majority();
  }

  private boolean hasOplog() {
    CommitPoint point = self.replication.commitPoint();
    OpTime first = point.firstOfTerm();
    return first != null
        && point.isReached(committedBefore.compareTo(first) > 0 ? committedBefore : first);
  }

  /** Waits for it, so many milliseconds at most. */
  void await(boolean withOplog, long millis, Consumer<End> then) {
    if (isCommitted(withOplog)) {
      then.accept(End.COMMITTED);
      return;
    }
    Wait wait = new Wait(withOplog, then);
    waits.add(wait);
    self.later(
        millis,
        () -> {
          if (waits.remove(wait)) {
            then.accept(End.TIMED_OUT);
          }
        });
  }

  /** Something changed that may have committed the config. */
  void check() {
    if (!self.isPrimary()) {
      return;
    }
    for (Wait wait : List.copyOf(waits)) {
      if (isCommitted(wait.withOplog()) && waits.remove(wait)) {
        wait.then().accept(End.COMMITTED);
      }
    }
    if (!told.equals(self.configs.version()) && self.config != null && isCommitted(true)) {
      told = self.configs.version();
      for (Observer observer : self.all.observers) {
        observer.configCommitted(self.outside, self.config);
      }
    }
  }

  void endTerm() {
    List<Wait> ended = List.copyOf(waits);
    waits.clear();
    ended.forEach(wait -> wait.then().accept(End.STEPPED_DOWN));
  }
}
