package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The oplog on its way. A member asks its sync source for what follows its own last entry; the
 * request tells the source how far the member is, and waits there until there is more. A request or
 * answer that is lost is sent again after two heartbeats.
 */
final class Replication {
  private static final int NONE = -1;
  private static final long ROLLBACK_MILLIS = 200;

  /**
   * A request for more, at its source.
   *
   * @param has the last entry that the asker has
   * @param term the one that the asker knows: who has voted in it adds to no commit of a lower one
   */
  private record Request(Self from, int id, Entry has, long term) {}

  private record Batch(Entry oplog, OpTime committed, long term, boolean primary) {}

  private final Self self;
  private final List<Request> waiting = new ArrayList<>();
  private final CommitPoint commitPoint;
  private int source = NONE;
  private long askedAt;

  /** It looks for the entry that it has in common with its source (recorded: up to 0.8 s). */
  private boolean diverged;

  Replication(Self self) {
    this.self = self;
    this.commitPoint = new CommitPoint(self);
  }

  boolean hasSource() {
    return source != NONE;
  }

  void dropSource() {
    source = NONE;
  }

  CommitPoint commitPoint() {
    return commitPoint;
  }

  /** A primary's own entry, or a client's write. */
  Entry append(long write) {
    Entry entry = self.volume.oplog.then(nextOpTime(), write);
    self.volume.oplog = entry;
    List<Request> asked = List.copyOf(waiting);
    waiting.clear();
    asked.forEach(this::send);
    commitPoint.advance();
    return entry;
  }

  private OpTime nextOpTime() {
    OpTime last = self.volume.oplog.at();
    long seconds = Math.max(self.all.timeline.instant().getEpochSecond(), last.seconds());
    return new OpTime(self.term, seconds, seconds == last.seconds() ? last.increment() + 1 : 1);
  }

  /** A new primary's first entry. */
  void beginTerm() {
    commitPoint.beginTerm(nextOpTime());
    append(0);
  }

  void endTerm() {
    commitPoint.endTerm();
  }

  void configChanged() {
    if (source != NONE && self.peer(source) == null) {
      source = NONE;
    }
    if (self.isPrimary()) {
      commitPoint.advance();
    }
  }

  /** What a heartbeat means for replication. */
  void heard(Peer peer) {
    if (self.isPrimary()) {
      commitPoint.advance();
    }
    if (source == peer.member.id() ? !peer.readable() : source == NONE) {
      check();
    }
  }

  private boolean pulls() {
    return (self.state == MemberState.SECONDARY && !diverged)
        || (self.isPrimary() && self.primacy.isCatchingUp());
  }

  /** Chooses a sync source where there is none, and asks it (again) where that is due. */
  void check() {
    if (!pulls()) {
      return;
    }
    Peer from = source == NONE ? null : self.peer(source);
    if (from != null && !stillServes(from)) {
      from = null;
    }
    if (from == null) {
      from = choose();
      source = from == null ? NONE : from.member.id();
      askedAt = Peer.NEVER;
    }
    long patience = 2 * self.all.timing.heartbeatInterval();
    if (from != null && (askedAt == Peer.NEVER || self.now() - askedAt >= patience)) {
      ask(from);
    }
  }

  private boolean stillServes(Peer from) {
    return from.readable()
        && (from.state == MemberState.PRIMARY
            || isAhead(from)
            || (self.primary() == null && !self.isPrimary()));
  }

  private boolean isAhead(Peer peer) {
    return peer.applied.compareTo(self.volume.oplog.at()) > 0;
  }

  /** Mostly the primary; at times another member that is ahead (chaining). */
  private @Nullable Peer choose() {
    Peer primary = self.primary();
    if (primary != null && primary.readable() && !self.all.dice.happens(0.2)) {
      return primary;
    }
    List<Peer> ahead = new ArrayList<>();
    for (Peer peer : self.peers) {
      if (peer.readable() && isAhead(peer) && !peer.member.arbiterOnly()) {
        ahead.add(peer);
      }
    }
    return ahead.isEmpty() ? primary : self.all.dice.oneOf(ahead);
  }

  private void ask(Peer from) {
    String there = self.reachable(from.member.host());
    if (there == null || self.member == null) {
      return;
    }
    askedAt = self.now();
    Request request = new Request(self, self.member.id(), self.volume.oplog, self.term);
    self.send(there, other -> other.replication.asked(request));
  }

  private void asked(Request request) {
    if (!self.state.readable()) {
      refuse(request);
      return;
    }
    waiting.removeIf(r -> r.id() == request.id());
    reached(request.id(), request.has().at(), request.term());
    if (self.volume.oplog == request.has()) {
      waiting.add(request);
    } else {
      send(request);
    }
  }

  private void refuse(Request request) {
    int me = self.member == null ? NONE : self.member.id();
    self.reply(request.from(), () -> request.from().replication.refused(me));
  }

  private void refused(int from) {
    if (from == source) {
      source = NONE;
    }
  }

  boolean syncsFrom(String place) {
    Peer from = source == NONE ? null : self.peer(source);
    return from != null && place.equals(self.all.placeOf(from.member.host()));
  }

  /** The connection to the source is closed: heartbeats tell who else is there. */
  void sourceClosed(String place) {
    if (syncsFrom(place)) {
      source = NONE;
      self.heartbeats.restart();
    }
  }

  /** A member has everything up to there: counted by the primary, passed on by others. */
  private void reached(int id, OpTime at, long term) {
    self.elections.learnTerm(term);
    Peer peer = self.peer(id);
    if (peer != null) {
      peer.lastUpdate = self.now();
      boolean news = peer.reached(at);
      if (news && self.isPrimary()) {
        commitPoint.advance();
        self.stepDown.check();
      }
    }
    Peer up = source == NONE ? null : self.peer(source);
    String there = up == null ? null : self.reachable(up.member.host());
    if (there != null && !self.isPrimary()) {
      self.send(there, other -> other.replication.reached(id, at, term));
    }
  }

  private void send(Request request) {
    int me = self.member == null ? NONE : self.member.id();
    Batch batch = new Batch(self.volume.oplog, self.volume.committed, self.term, self.isPrimary());
    self.reply(request.from(), () -> request.from().replication.received(me, batch));
  }

  private void received(int from, Batch batch) {
    if (from != source || !pulls()) {
      return;
    }
    self.elections.learnTerm(batch.term());
    if (batch.primary()) {
      self.elections.resetTimer();
    }
    Entry own = self.volume.oplog;
    if (batch.oplog().holds(own)) {
      self.volume.oplog = batch.oplog();
      commitPoint.learn(batch.committed());
      askedAt = Peer.NEVER;
      passOn();
      self.primacy.catchUp();
      check();
    } else if (batch.oplog().at().compareTo(own.at()) > 0) {
      rollBack(batch.oplog());
    } else {
      source = NONE;
    }
  }

  private void passOn() {
    if (!waiting.isEmpty()) {
      List<Request> asked = List.copyOf(waiting);
      waiting.clear();
      asked.forEach(this::send);
    }
  }

  /** Gives up what its source does not have; without anything in common it syncs anew. */
  private void rollBack(Entry other) {
    if (self.isPrimary()) {
      self.primacy.abortCatchUp();
      return;
    }
    if (diverged) {
      return;
    }
    diverged = true;
    source = NONE;
    self.later(
        self.all.dice.between(100, 800),
        () -> {
          diverged = false;
          if (self.state == MemberState.SECONDARY) {
            self.become(MemberState.ROLLBACK);
            goBack(other);
          }
        });
  }

  private void goBack(Entry other) {
    self.later(
        ROLLBACK_MILLIS,
        () -> {
          if (self.state != MemberState.ROLLBACK) {
            return;
          }
          Entry from = self.volume.oplog;
          Entry to = from.common(other);
          self.volume.oplog = to;
          if (self.told()) {
            self.tell(Trace.Kind.WRITE, "rolls back from " + from + " to " + to);
          }
          for (Observer observer : self.all.observers) {
            observer.rolledBack(self.outside, from, to);
          }
          if (to == Entry.NONE) {
            self.initialSync.start();
          } else {
            self.become(MemberState.SECONDARY);
            check();
          }
        });
  }
}
