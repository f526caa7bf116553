package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a mongod's replies come to, as the adapter reads them (module mongodb, Question). */
final class Status {
  private static final Comparator<PeerView> BY_ID = Comparator.comparingInt(PeerView::id);

  private Status() {}

  static Mongod of(Self self) {
    if (!self.alive || !self.listening) {
      return new Mongod.Unknown("connection refused", true);
    }
    if (self.frozen) {
      return new Mongod.Unknown("no answer in time", false);
    }
    ReplicaSetConfig config = self.config;
    if (config == null) {
      return self.volume.config.isPresent()
          ? new Mongod.Unknown("it is starting, and has not loaded its config yet", false)
          : new Mongod.Uninitiated(self.volume.isEmpty(), Optional.empty());
    }
    Member own = self.member;
    return own == null
        ? new Mongod.Removed(Optional.of(withoutMarks(config)), self.volume.oplog.at())
        : member(self, config, own);
  }

  private static Mongod member(Self self, ReplicaSetConfig config, Member own) {
    boolean writable = self.primacy.writable();
    return new Mongod.InSet(
        own.id(),
        self.state,
        writable,
        self.term,
        writable ? config : withoutMarks(config),
        writable && self.commitment.isCommitted(true),
        peers(self, config, own),
        Duration.ofMillis(self.all.timing.heartbeatInterval()),
        self.all.writeConcernSet());
  }

  private static List<PeerView> peers(Self self, ReplicaSetConfig config, Member own) {
    List<PeerView> views = new ArrayList<>(config.members().size());
    for (Member member : config.members()) {
      Peer peer = member.id() == own.id() ? null : self.peer(member.id());
      views.add(peer == null ? own(self, own) : view(self, peer));
    }
    // Recorded: by _id, whatever the config's order.
    views.sort(BY_ID);
    return views;
  }

  private static PeerView own(Self self, Member own) {
    OpTime applied = own.arbiterOnly() ? OpTime.NONE : self.volume.oplog.at();
    return PeerView.of(own.id(), self.state, true, applied);
  }

  private static PeerView view(Self self, Peer peer) {
    // As the adapter reads it: a failed heartbeat is fresh for a dead member too, so of one that is
    // not healthy its last own one counts, and one that never came is as old as 1970.
    long last = peer.up ? peer.lastHeartbeat : peer.lastReceived;
    long silence =
        last == Peer.NEVER ? self.all.timeline.instant().toEpochMilli() : self.now() - last;
    return new PeerView(
        peer.member.id(), peer.state, peer.up, peer.applied, Duration.ofMillis(silence));
  }

  /** replSetGetConfig hides {@code newlyAdded}; only a primary's stored config is read for it. */
  private static ReplicaSetConfig withoutMarks(ReplicaSetConfig config) {
    for (Member member : config.members()) {
      if (member.newlyAdded()) {
        return new ReplicaSetConfig(
            config.setName(),
            config.version(),
            config.members().stream().map(m -> Reconfiguration.newlyAdded(m, false)).toList(),
            config.replicaSetId());
      }
    }
    return config;
  }
}
