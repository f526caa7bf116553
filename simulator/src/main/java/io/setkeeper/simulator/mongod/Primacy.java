package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.simulator.trace.Trace;

/**
 * Being primary: catching up with the freshest member that can be reached, draining, the entry that
 * begins the term, the config written anew in it; and giving up, for a higher term or when no
 * majority is heard of for an election timeout.
 */
final class Primacy {
  private final Self self;
  private boolean catchingUp;
  private boolean writable;
  private int checks;

  Primacy(Self self) {
    this.self = self;
  }

  /** Whether it takes writes. */
  boolean writable() {
    return writable;
  }

  /** The election is won. */
  void begin() {
    self.become(MemberState.PRIMARY);
    if (self.told()) {
      self.tell(Trace.Kind.ELECTION, "is elected in term " + self.term);
    }
    for (Observer observer : self.all.observers) {
      observer.becamePrimary(self.outside, self.term);
    }
    self.replication.dropSource();
    for (Peer peer : self.peers) {
      peer.knownSinceElection = false;
      peer.lastUpdate = self.now();
    }
    catchingUp = true;
    self.heartbeats.restart();
    if (self.peers.length == 0) {
      catchUp();
    }
  }

  boolean isCatchingUp() {
    return catchingUp;
  }

  /**
   * Ends the catch-up once every peer has answered or failed, and none that is up has more (source:
   * latestKnownOpTimeSinceHeartbeatRestart).
   */
  void catchUp() {
    if (!catchingUp) {
      return;
    }
    OpTime latest = OpTime.NONE;
    for (Peer peer : self.peers) {
      if (!peer.knownSinceElection) {
        return;
      }
      if (peer.up && peer.applied.compareTo(latest) > 0) {
        latest = peer.applied;
      }
    }
    if (latest.compareTo(self.volume.oplog.at()) <= 0) {
      drain();
    } else {
      self.replication.check();
    }
  }

  /** Somebody has more, but on another branch: it will be rolled back there. */
  void abortCatchUp() {
    if (catchingUp) {
      drain();
    }
  }

  private void drain() {
    catchingUp = false;
    self.replication.dropSource();
    long term = self.term;
    // Recorded: 0.1 s alone, 0.2 to 0.9 s with others.
    boolean alone = self.peers.length == 0;
    self.later(
        alone ? self.all.dice.between(20, 80) : self.all.dice.between(100, 900),
        () -> {
          if (self.isPrimary() && self.term == term) {
            drained();
          }
        });
  }

  private void drained() {
    writable = true;
    self.replication.beginTerm();
    ReplicaSetConfig config = self.config;
    // A forced config has no term, and gets none (recorded: majority_lost, 224).
    if (config != null && config.version().term() >= 0) {
      self.reconfiguration.write(
          config,
          new ReplicaSetConfig(
              config.setName(),
              new ConfigVersion(self.term, config.version().version()),
              config.members(),
              config.replicaSetId()),
          false);
    }
    for (Observer observer : self.all.observers) {
      observer.becameWritable(self.outside, self.term);
    }
    self.stepDown.check();
  }

  /** Becomes a secondary, if it is primary. */
  void end(String why) {
    if (!self.isPrimary()) {
      return;
    }
    if (self.told()) {
      self.tell(Trace.Kind.ELECTION, "steps down: " + why);
    }
    writable = false;
    catchingUp = false;
    self.become(MemberState.SECONDARY);
    self.replication.endTerm();
    self.commitment.endTerm();
    self.stepDown.interrupted();
    self.elections.resetTimer();
    if (self.member != null) {
      self.heartbeats.restart();
    }
  }

  /** A peer was heard of, or is known to be down. */
  void heard(Peer peer) {
    if (!self.isPrimary()) {
      return;
    }
    catchUp();
    self.commitment.check();
    self.stepDown.check();
    if (peer.up && peer.member.newlyAdded()) {
      self.reconfiguration.promoteNewlyAdded(peer);
    }
  }

  /**
   * Gives up when fewer voters than a majority were heard of within the election timeout (source:
   * checkMemberTimeouts); looks again when that may come about before the next heartbeat.
   */
  void checkMajority() {
    if (!self.isPrimary()) {
      return;
    }
    long timeout = self.all.timing.electionTimeout();
    long now = self.now();
    int heard = 1;
    long next = Long.MAX_VALUE;
    for (Peer peer : self.peers) {
      long left = peer.lastUpdate + timeout - now;
      if (peer.member.voting() && left > 0) {
        heard++;
        next = Math.min(next, left);
      }
    }
    if (heard < self.configs.majority()) {
      end("it hears of no majority");
    } else if (next < self.all.timing.heartbeatInterval()) {
      int mine = ++checks;
      self.later(
          next,
          () -> {
            if (mine == checks) {
              checkMajority();
            }
          });
    }
  }
}
