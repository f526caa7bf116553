package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.MemberState;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/** An empty member copies the data of another one, which must be there until it has ended. */
final class InitialSync {
  private static final long RETRY_MILLIS = 500;

  private final Self self;
  private int attempt;

  InitialSync(Self self) {
    this.self = self;
  }

  void start() {
    self.volume.oplog = Entry.NONE;
    self.volume.initialSync = true;
    self.become(MemberState.STARTUP2);
    int mine = ++attempt;
    seek(mine);
  }

  void stop() {
    attempt++;
  }

  private void seek(int mine) {
    if (mine != attempt || self.state != MemberState.STARTUP2) {
      return;
    }
    List<Peer> sources = new ArrayList<>();
    for (Peer peer : self.peers) {
      if (peer.readable() && !peer.applied.isNone()) {
        sources.add(peer);
      }
    }
    String there =
        sources.isEmpty() ? null : self.reachable(self.all.dice.oneOf(sources).member.host());
    if (there == null) {
      self.later(RETRY_MILLIS, () -> seek(mine));
      return;
    }
    SimMongod source = self.all.process(there);
    long takes =
        self.all.dice.between(
            self.all.timing.quickestInitialSync(), self.all.timing.slowestInitialSync());
    self.later(
        takes,
        () -> {
          if (source != null && serves(source.self)) {
            finish(mine, source.self);
          } else {
            seek(mine);
          }
        });
  }

  private boolean serves(Self source) {
    return source.answers()
        && source.state.readable()
        && source.volume.oplog != Entry.NONE
        && self.all.network.reaches(self.place, source.place)
        && self.all.network.reaches(source.place, self.place);
  }

  private void finish(int mine, Self source) {
    if (mine != attempt || self.state != MemberState.STARTUP2) {
      return;
    }
    self.volume.oplog = source.volume.oplog;
    self.volume.initialSync = false;
    if (self.told()) {
      self.tell(Trace.Kind.WRITE, "initial sync up to " + self.volume.oplog);
    }
    for (Observer observer : self.all.observers) {
      observer.initialSynced(self.outside, self.volume.oplog);
    }
    self.configs.recover();
  }
}
