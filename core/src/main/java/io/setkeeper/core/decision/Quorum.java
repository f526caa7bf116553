package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;

/**
 * What a config needs to go on, and what it has.
 *
 * @param voters members whose votes count
 * @param healthy those of them that the primary sees healthy and able to vote
 */
public record Quorum(int voters, int healthy) {
  /** The quorum of a config, with the health that a member sees. */
  public static Quorum of(ReplicaSetConfig config, Mongod.InSet seenBy) {
    int healthy = 0;
    for (Member voter : config.voters()) {
      if (seenBy.peer(voter.id()).filter(Quorum::canVote).isPresent()) {
        healthy++;
      }
    }
    return new Quorum(config.voters().size(), healthy);
  }

  private static boolean canVote(PeerView peer) {
    return peer.healthy() && peer.state().votes();
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
