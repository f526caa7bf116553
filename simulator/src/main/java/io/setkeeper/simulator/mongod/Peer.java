package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;

/** What a mongod knows of another member (source: member_data.cpp). */
final class Peer {
  /** The version that a mongod without a config answers. */
  static final ConfigVersion NO_CONFIG = new ConfigVersion(-1, -2);

  /** Not yet, or never. */
  static final long NEVER = -1;

  final Member member;
  MemberState state = MemberState.UNKNOWN;
  boolean up;
  long term;

  /** As the last heartbeat said; none while it is down. */
  OpTime applied = OpTime.NONE;

  /** The furthest that it ever said it has: a commit counts on it, even if it was wiped since. */
  OpTime durable = OpTime.NONE;

  ConfigVersion config = NO_CONFIG;
  boolean electable;

  /** When a heartbeat last succeeded or failed: a failed one counts (recorded: failover, 220). */
  long lastHeartbeat = NEVER;

  /** When its own heartbeat came last. */
  long lastReceived = NEVER;

  /** When anything was heard of it. */
  long lastUpdate;

  /** Since when heartbeats went out without an answer. */
  long unansweredSince = NEVER;

  /** Whether a heartbeat succeeded or failed since this mongod won its election. */
  boolean knownSinceElection;

  Peer(Member member, long now) {
    this.member = member;
    this.lastUpdate = now;
  }

  /** The same member under another config. */
  Peer in(Member changed) {
    if (changed.equals(member)) {
      return this;
    }
    Peer peer = new Peer(changed, lastUpdate);
    peer.state = state;
    peer.up = up;
    peer.term = term;
    peer.applied = applied;
    peer.durable = durable;
    peer.config = config;
    peer.electable = electable;
    peer.lastHeartbeat = lastHeartbeat;
    peer.lastReceived = lastReceived;
    peer.unansweredSince = unansweredSince;
    peer.knownSinceElection = knownSinceElection;
    return peer;
  }

  void answered(Heartbeats.Answer answer, long now) {
    up = true;
    state = answer.state();
    term = answer.term();
    applied = answer.applied();
    config = answer.version();
    electable = answer.electable();
    lastHeartbeat = now;
    lastUpdate = now;
    unansweredSince = NEVER;
    knownSinceElection = true;
    reached(answer.applied());
  }

  void failed(long now) {
    up = false;
    state = MemberState.DOWN;
    applied = OpTime.NONE;
    electable = false;
    lastHeartbeat = now;
    knownSinceElection = true;
  }

  /** It says that it has everything up to there; true when that is news. */
  boolean reached(OpTime at) {
    if (at.compareTo(durable) <= 0) {
      return false;
    }
    durable = at;
    return true;
  }

  /** Whether it can be synced from. */
  boolean readable() {
    return up && state.readable();
  }
}
