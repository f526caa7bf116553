package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.time.Duration;

/**
 * What a config needs to go on, and what it has.
 *
 * @param voters members whose votes count
 * @param healthy those of them that bear data and are known to be well: PRIMARY or SECONDARY, and
 *     not silent for longer than two heartbeats and a second. ({@code health: 1} alone may be 12 s
 *     old after a death: recorded.) An arbiter acknowledges no write, so it does not count here.
 */
public record Quorum(int voters, int healthy) {
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** The quorum of a config, with the health that a member sees. */
  public static Quorum of(ReplicaSetConfig config, Mongod.InSet seenBy) {
    int healthy = 0;
    for (Member voter : config.voters()) {
      if (!voter.arbiterOnly() && isWell(voter, seenBy)) {
        healthy++;
      }
    }
    return new Quorum(config.voters().size(), healthy);
  }

  /** Whether a member is seen, PRIMARY or SECONDARY, and was heard of lately. */
  static boolean isWell(Member member, Mongod.InSet seenBy) {
    return seenBy.peer(member.id()).filter(p -> isWell(p, seenBy)).isPresent();
  }

  /** The same of what is seen. */
  static boolean isWell(PeerView peer, Mongod.InSet seenBy) {
    return isHeard(peer, seenBy) && peer.state().readable();
  }

  /** Whether a member answered lately, whatever its state. */
  static boolean isHeard(PeerView peer, Mongod.InSet seenBy) {
    Duration longest = seenBy.heartbeatInterval().multipliedBy(2).plus(SLACK);
    return peer.healthy() && peer.silence().compareTo(longest) <= 0;
  }

  /** How many votes elect a primary and acknowledge a majority write. */
  public int majority() {
    return voters / 2 + 1;
  }

  /** Whether the healthy voters alone are a majority. */
  public boolean isMet() {
    return healthy >= majority();
  }

  @Override
  public String toString() {
    return "%d of %d voters healthy, majority %d".formatted(healthy, voters, majority());
  }
}
