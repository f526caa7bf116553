package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats (source: topology_coordinator.cpp, prepareHeartbeatResponseV1,
 * processHeartbeatResponse). All peers are asked at one moment; a member that is no primary and
 * syncs from nobody asks four times as often. A lost message is sent again with the next beat, as
 * TCP would; a peer is down when its host refuses, or after {@code heartbeatTimeoutSecs} without an
 * answer.
 */
final class Heartbeats {
  private static final int NOBODY = -1;

  /** What a heartbeat tells of its sender. */
  record Request(
      ConfigVersion version,
      Optional<String> replicaSetId,
      int sender,
      @Nullable HostPort host,
      int primary) {}

  /**
   * What is answered.
   *
   * @param refused it knows itself to be no member, or the sender to be one of another set
   * @param newer its config, where it is newer than the sender's
   */
  record Answer(
      boolean refused,
      MemberState state,
      long term,
      ConfigVersion version,
      OpTime applied,
      boolean electable,
      @Nullable ReplicaSetConfig newer) {}

  private static final Answer REFUSED =
      new Answer(true, MemberState.DOWN, 0, Peer.NO_CONFIG, OpTime.NONE, false, null);

  private final Self self;
  private int round;

  Heartbeats(Self self) {
    this.self = self;
  }

  /** Begins anew, now: a config was installed, or an election won. */
  void restart() {
    schedule(0);
  }

  void stop() {
    round++;
  }

  private void schedule(long millis) {
    int mine = ++round;
    self.later(
        millis,
        () -> {
          if (mine == round) {
            beat();
          }
        });
  }

  private void beat() {
    Request request = request();
    for (Peer peer : self.peers) {
      ask(peer, request);
    }
    self.replication.check();
    self.primacy.checkMajority();
    boolean seeking = !self.isPrimary() && !self.replication.hasSource();
    long interval = self.all.timing.heartbeatInterval();
    schedule(seeking && self.state != MemberState.ARBITER ? interval / 4 : interval);
  }

  private Request request() {
    ReplicaSetConfig config = self.config;
    if (config == null) {
      return new Request(Peer.NO_CONFIG, Optional.empty(), NOBODY, null, NOBODY);
    }
    int sender = self.member == null ? NOBODY : self.member.id();
    Peer primary = self.primary();
    int known = self.isPrimary() ? sender : primary == null ? NOBODY : primary.member.id();
    return new Request(
        config.version(),
        config.replicaSetId(),
        sender,
        self.member == null ? null : self.member.host(),
        known);
  }

  private void ask(Peer peer, Request request) {
    HostPort host = peer.member.host();
    String there = self.reachable(host);
    if (there == null) {
      failed(peer);
      return;
    }
    long now = self.now();
    if (peer.unansweredSince == Peer.NEVER) {
      peer.unansweredSince = now;
    } else if (now - peer.unansweredSince >= self.all.timing.heartbeatTimeout()) {
      failed(peer);
      peer.unansweredSince = now;
    }
    ask(there, host, request);
  }

  private void ask(String there, HostPort host, Request request) {
    self.send(
        there,
        other -> {
          Answer answer = other.heartbeats.asked(request);
          other.reply(self, () -> answered(host, answer));
        });
  }

  private Answer asked(Request request) {
    if (!self.loaded) {
      return REFUSED;
    }
    ReplicaSetConfig config = self.config;
    if (config == null) {
      askBack(request);
      return answer(Peer.NO_CONFIG, null);
    }
    if (request.replicaSetId().isPresent()
        && !request.replicaSetId().equals(config.replicaSetId())) {
      return REFUSED;
    }
    if (self.member == null) {
      askBack(request);
      return REFUSED;
    }
    if (self.member.id() == request.sender()) {
      return REFUSED;
    }
    if (request.version().isNewerThan(config.version())
        || (request.primary() >= 0
            && request.primary() == request.sender()
            && !knowsAsPrimary(request.sender()))) {
      askBack(request);
    }
    Peer sender = self.peer(request.sender());
    if (sender != null) {
      sender.lastReceived = self.now();
      if (request.version().equals(config.version())) {
        sender.lastUpdate = self.now();
      }
    }
    return answer(
        config.version(), config.version().isNewerThan(request.version()) ? config : null);
  }

  private boolean knowsAsPrimary(int id) {
    Peer primary = self.primary();
    return primary != null && primary.member.id() == id;
  }

  private Answer answer(ConfigVersion version, @Nullable ReplicaSetConfig newer) {
    return new Answer(
        false,
        self.state,
        self.term,
        version,
        self.state == MemberState.STARTUP2 ? OpTime.NONE : self.volume.oplog.at(),
        self.elections.electable(),
        newer);
  }

  /** To learn the sender's config, or that it is the primary. */
  private void askBack(Request request) {
    if (request.host() == null) {
      return;
    }
    String there = self.reachable(request.host());
    if (there != null) {
      ask(there, request.host(), request());
    }
  }

  private void answered(HostPort host, Answer answer) {
    Peer peer = self.peer(host);
    if (answer.refused()) {
      if (peer != null) {
        peer.unansweredSince = Peer.NEVER;
        failed(peer);
      }
      return;
    }
    self.elections.learnTerm(answer.term());
    if (answer.newer() != null && self.configs.learn(answer.newer()) && !self.isPrimary()) {
      return;
    }
    if (self.config != null && self.member == null) {
      self.configs.findSelfAgain();
      return;
    }
    peer = self.peer(host);
    if (peer != null) {
      peer.answered(answer, self.now());
      changed(peer);
    }
  }

  private void failed(Peer peer) {
    peer.failed(self.now());
    changed(peer);
  }

  private void changed(Peer peer) {
    self.elections.heard(peer);
    self.replication.heard(peer);
    self.primacy.heard(peer);
  }
}
