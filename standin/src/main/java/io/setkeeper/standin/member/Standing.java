package io.setkeeper.standin.member;

import io.setkeeper.standin.raft.RaftNode;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a member stands for election by itself: at once where its own vote is all there is, else
 * when it has not heard of a primary for the config's {@code electionTimeoutMillis} and up to 15 %
 * more. Ratis would wait up to twice that.
 */
final class Standing {
  private static final double JITTER = 0.15;

  private volatile Instant notBefore = Instant.EPOCH;
  private Duration patience = Duration.ZERO;
  private Instant lastTried = Instant.EPOCH;

  /** Not before then: after a step-down, or frozen. */
  void restUntil(Instant until) {
    notBefore = until;
  }

  /** Stands if it is time to. Answers whether it did. */
  boolean consider(RaftNode raft, ReplicaSetConfig config, MemberConfig self, Instant now) {
    if (raft.role() != RaftNode.Role.FOLLOWER || !self.electable() || now.isBefore(notBefore)) {
      return false;
    }
    var voters = raft.membership().voters();
    if (voters.stream().noneMatch(voter -> voter.id().equals(raft.self()))) {
      return false; // Ratis ends a member that stands and has no vote
    }
    if (voters.size() == 1) {
      return raft.stand(true);
    }
    if (patience.isZero()) {
      patience = patience(config);
    }
    var silence = raft.sinceLeader().orElse(Duration.ZERO);
    var sinceTry = Duration.between(lastTried, now);
    if (silence.compareTo(patience) < 0 || sinceTry.compareTo(patience) < 0) {
      return false;
    }
    patience = patience(config);
    lastTried = now;
    return raft.stand(false);
  }

  private static Duration patience(ReplicaSetConfig config) {
    int timeout = config.settings().electionTimeoutMillis();
    long extra = ThreadLocalRandom.current().nextLong((long) (timeout * JITTER) + 1);
    return Duration.ofMillis(timeout + extra);
  }
}
