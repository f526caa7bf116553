package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.simulator.trace.Trace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The config that a mongod has installed, and who it is in it. */
final class Configs {
  private final Self self;

  Configs(Self self) {
    this.self = self;
  }

  /** The config's version; that of no config where there is none. */
  ConfigVersion version() {
    return self.config == null ? Peer.NO_CONFIG : self.config.version();
  }

  /** How many votes elect a primary, and how many members a config needs to be committed. */
  int majority() {
    return voters() / 2 + 1;
  }

  int voters() {
    int voters = self.member != null && self.member.voting() ? 1 : 0;
    for (Peer peer : self.peers) {
      voters += peer.member.voting() ? 1 : 0;
    }
    return voters;
  }

  /** How many data-bearing voters a majority write needs (source: repl_set_config.cpp). */
  int writeMajority() {
    int data = self.member != null && bearsData(self.member) ? 1 : 0;
    for (Peer peer : self.peers) {
      data += bearsData(peer.member) ? 1 : 0;
    }
    return Math.min(majority(), data);
  }

  static boolean bearsData(Member member) {
    return member.voting() && !member.arbiterOnly();
  }

  /** The member whose host is this mongod's place; null where none is. */
  @Nullable Member find(ReplicaSetConfig config) {
    for (Member member : config.members()) {
      if (self.place.equals(self.all.placeOf(member.host()))) {
        return member;
      }
    }
    return null;
  }

  /**
   * Installs a config that a heartbeat brought, if it is newer than the own one and of the same
   * set.
   */
  boolean learn(ReplicaSetConfig config) {
    ReplicaSetConfig own = self.config;
    boolean installs =
        own == null
            || (config.version().isNewerThan(own.version())
                && config.replicaSetId().equals(own.replicaSetId()));
    if (installs) {
      install(config);
    }
    return installs;
  }

  /** A name may stand for this place by now (source: RetryReconfig, 3564900). */
  void findSelfAgain() {
    ReplicaSetConfig config = self.config;
    if (config != null && find(config) != null) {
      install(config);
    }
  }

  /** Makes a config the one that counts. */
  void install(ReplicaSetConfig config) {
    boolean isNew = self.volume.config.filter(config::equals).isEmpty();
    self.config = config;
    self.volume.config = Optional.of(config);
    self.member = find(config);
    self.peers = peers(config);
    if (isNew) {
      if (self.told()) {
        self.tell(Trace.Kind.INSTALLED, config.version().toString());
      }
      for (Observer observer : self.all.observers) {
        observer.configInstalled(self.outside, config);
      }
    }
    settle();
  }

  private Peer[] peers(ReplicaSetConfig config) {
    Member own = self.member;
    if (own == null) {
      return Self.NOBODY;
    }
    Peer[] peers = new Peer[config.members().size() - 1];
    int next = 0;
    for (Member member : config.members()) {
      if (member.id() != own.id()) {
        Peer known = self.peer(member.id());
        boolean same = known != null && known.member.host().equals(member.host());
        peers[next++] = same && known != null ? known.in(member) : new Peer(member, self.now());
      }
    }
    return peers;
  }

  /** What follows from being a member, or none. */
  private void settle() {
    Member own = self.member;
    if (own == null) {
      self.primacy.end("it is removed");
      self.heartbeats.stop();
      self.replication.dropSource();
      self.initialSync.stop();
      self.become(MemberState.REMOVED);
      return;
    }
    if (self.isPrimary() && own.priority() == 0) {
      self.primacy.end("it is not electable any more");
    }
    if (self.state == MemberState.STARTUP || self.state == MemberState.REMOVED) {
      join(own);
    }
    self.heartbeats.restart();
    self.elections.configChanged();
    self.replication.configChanged();
    self.commitment.check();
    self.elections.standIfAlone();
  }

  private void join(Member own) {
    if (own.arbiterOnly()) {
      self.become(MemberState.ARBITER);
    } else if (self.volume.oplog == Entry.NONE || self.volume.initialSync) {
      self.initialSync.start();
    } else {
      recover();
    }
  }

  /** From a volume with data to SECONDARY. */
  void recover() {
    self.become(MemberState.RECOVERING);
    self.later(
        self.all.dice.between(self.all.timing.recovery() / 3, self.all.timing.recovery()),
        () -> {
          if (self.state == MemberState.RECOVERING) {
            self.become(MemberState.SECONDARY);
            self.replication.check();
            self.elections.standIfAlone();
          }
        });
  }
}
