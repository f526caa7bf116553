package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the parts of one mongod share: its identity, its life, its state and how it sends. */
final class Self {
  static final Peer[] NOBODY = {};

  final Mongods all;
  final SimMongod outside;
  final String place;
  final Volume volume;
  final List<Call> calls = new ArrayList<>();
  final Configs configs;
  final Heartbeats heartbeats;
  final Elections elections;
  final Primacy primacy;
  final Replication replication;
  final InitialSync initialSync;
  final Commitment commitment;
  final Reconfiguration reconfiguration;
  final StepDown stepDown;

  private final List<Runnable> deferred = new ArrayList<>();
  private final String lane;
  boolean alive = true;
  boolean frozen;

  /** It takes connections. */
  boolean listening;

  /** It has read the config that its volume has, or found none. */
  boolean loaded;

  MemberState state = MemberState.STARTUP;
  long term;
  @Nullable ReplicaSetConfig config;

  /** Its own entry in the config; null where it is no member. */
  @Nullable Member member;

  Peer[] peers = NOBODY;

  Self(Mongods all, SimMongod outside, String place, Volume volume) {
    this.all = all;
    this.outside = outside;
    this.place = place;
    this.volume = volume;
    this.lane = "mongod/" + place;
    configs = new Configs(this);
    heartbeats = new Heartbeats(this);
    elections = new Elections(this);
    primacy = new Primacy(this);
    replication = new Replication(this);
    initialSync = new InitialSync(this);
    commitment = new Commitment(this);
    reconfiguration = new Reconfiguration(this);
    stepDown = new StepDown(this);
  }

  long now() {
    return all.timeline.now();
  }

  /** Whether it reads what arrives. */
  boolean answers() {
    return alive && !frozen && listening;
  }

  boolean isPrimary() {
    return state == MemberState.PRIMARY;
  }

  /** Does something later, unless the process has ended; when it is frozen, once it goes on. */
  void later(long millis, Runnable what) {
    all.timeline.after(millis, () -> run(what));
  }

  private void run(Runnable what) {
    if (!alive) {
      return;
    }
    if (frozen) {
      deferred.add(what);
    } else {
      what.run();
    }
  }

  void thaw() {
    frozen = false;
    List<Runnable> due = List.copyOf(deferred);
    deferred.clear();
    due.forEach(this::run);
  }

  /** Sends to whoever runs at a place when the message arrives. */
  void send(String to, Consumer<Self> arrives) {
    all.network.send(
        place,
        to,
        () -> {
          SimMongod there = all.process(to);
          if (there != null && there.self.answers()) {
            arrives.accept(there.self);
          }
        });
  }

  /** Answers a process that asked: not the one that runs there by then. */
  void reply(Self to, Runnable arrives) {
    all.network.send(
        place,
        to.place,
        () -> {
          if (to.answers()) {
            arrives.run();
          }
        });
  }

  /**
   * The place of a member that would hear a request; null where its host refuses, or is unknown.
   */
  @Nullable String reachable(HostPort host) {
    String there = all.placeOf(host);
    return there == null || there.equals(place) || all.refuses(place, there) ? null : there;
  }

  @Nullable Peer peer(int id) {
    for (Peer peer : peers) {
      if (peer.member.id() == id) {
        return peer;
      }
    }
    return null;
  }

  @Nullable Peer peer(HostPort host) {
    for (Peer peer : peers) {
      if (peer.member.host().equals(host)) {
        return peer;
      }
    }
    return null;
  }

  /** The other member that is known to be the primary of this term. */
  @Nullable Peer primary() {
    for (Peer peer : peers) {
      if (peer.up && peer.state == MemberState.PRIMARY && peer.term == term) {
        return peer;
      }
    }
    return null;
  }

  void become(MemberState next) {
    MemberState before = state;
    if (before != next) {
      state = next;
      tell(Trace.Kind.STATE, next.name());
      for (Observer observer : all.observers) {
        observer.stateChanged(outside, before, next);
      }
    }
  }

  void tell(Trace.Kind kind, String text) {
    all.trace.add(now(), lane, kind, text);
  }

  boolean told() {
    return all.trace.isRecording();
  }
}
