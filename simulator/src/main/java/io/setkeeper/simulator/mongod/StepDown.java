package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.OpTime;
import org.jspecify.annotations.Nullable;

/**
 * {@code replSetStepDown}: waits for an electable secondary that has everything, steps down, and
 * asks that one to stand (election handoff).
 */
final class StepDown {
  private final Self self;
  private @Nullable Call pending;
  private long pause;

  StepDown(Self self) {
    this.self = self;
  }

  /**
   * Steps down.
   *
   * @param pauseMillis how long it will not stand again
   * @param catchUpMillis how long a secondary may take to catch up
   */
  void run(long pauseMillis, long catchUpMillis, Call call) {
    if (self.config == null) {
      call.answer(Reply.NOT_YET_INITIALIZED, "no replset config has been received");
    } else if (!self.isPrimary()) {
      call.answer(Reply.NOT_WRITABLE_PRIMARY, "not primary so can't step down");
    } else if (pending != null) {
      call.answer(Reply.CONFLICTING_OPERATION, "already stepping down");
    } else {
      pending = call;
      pause = pauseMillis;
      self.later(
          catchUpMillis,
          () -> {
            if (pending == call) {
              pending = null;
              call.answer(Reply.EXCEEDED_TIME_LIMIT, "No electable secondaries caught up");
            }
          });
      check();
    }
  }

  /** A secondary may have caught up. */
  void check() {
    Call call = pending;
    if (call == null
        || !self.primacy.writable()
        || !self.replication.commitPoint().isReached(self.volume.oplog.at())) {
      return;
    }
    Peer heir = heir();
    if (heir == null) {
      return;
    }
    pending = null;
    self.elections.pause(pause);
    self.primacy.end("it was ordered");
    String there = self.reachable(heir.member.host());
    if (there != null) {
      self.send(there, other -> other.elections.stand(true, won -> {}));
    }
    self.later(self.all.dice.between(10, 200), () -> call.answer(Reply.OK));
  }

  private @Nullable Peer heir() {
    OpTime own = self.volume.oplog.at();
    Peer best = null;
    for (Peer peer : self.peers) {
      if (peer.up
          && peer.electable
          && peer.durable.compareTo(own) >= 0
          && (best == null || peer.member.priority() > best.member.priority())) {
        best = peer;
      }
    }
    return best;
  }

  /** It is no primary any more, for another reason. */
  void interrupted() {
    Call call = pending;
    pending = null;
    if (call != null) {
      call.answer(Reply.NOT_WRITABLE_PRIMARY, "stepped down for another reason");
    }
  }
}
