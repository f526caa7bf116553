package io.setkeeper.core.decision;

import java.time.Duration;

/**
 * What may be set about the decision.
 *
 * @param setName the set's name to initiate with, that of mongod's {@code --replSet}
 * @param promotionLag the most that a newcomer may lag behind the primary to be given its vote
 * @param configServer whether the set is initiated with {@code configsvr: true}
 */
public record Policy(String setName, Duration promotionLag, boolean configServer) {
  /** MongoDB's bound (manual: reference/limits): the members that vote. */
  public static final int MAX_VOTERS = 7;

  /** The policy of a set of this name, with every default. */
  public static Policy of(String setName) {
    return new Policy(setName, Duration.ofSeconds(10), false);
  }
}
