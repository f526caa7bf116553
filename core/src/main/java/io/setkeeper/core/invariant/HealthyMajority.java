package io.setkeeper.core.invariant;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Optional;

/**
 * No step after which fewer data-bearing voters are known to be healthy than the new config's
 * majority needs: such a config could never be committed, and the set would lose its primary.
 *
 * <p>Known is what the primary itself says in the look on which the step was decided. A forced
 * reconfig is not judged by it: that a majority is gone is why it was ordered.
 */
public final class HealthyMajority {
  private static final String NAME = "healthy-majority";

  private HealthyMajority() {}

  /** A reconfig is asked for, without force, by somebody who sees the set so. */
  public static Optional<Violation> asked(ReplicaSetConfig to, Mongod.InSet seenBy) {
    int voters = 0;
    int healthy = 0;
    for (Member member : to.members()) {
      if (member.voting()) {
        voters++;
        healthy += !member.arbiterOnly() && isHealthy(member, seenBy) ? 1 : 0;
      }
    }
    int majority = voters / 2 + 1;
    return healthy >= majority
        ? Optional.empty()
        : Optional.of(
            new Violation(
                NAME,
                "after config %s %d of %d voters are known to be healthy, and %d are needed"
                    .formatted(seenBy.config().version(), healthy, voters, majority)));
  }

  private static boolean isHealthy(Member member, Mongod.InSet seenBy) {
    return seenBy
        .peer(member.id())
        .filter(p -> p.healthy())
        .map(p -> p.state().readable() || p.state() == MemberState.RECOVERING)
        .orElse(false);
  }
}
