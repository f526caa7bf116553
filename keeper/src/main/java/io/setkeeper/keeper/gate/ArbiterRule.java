package io.setkeeper.keeper.gate;

import io.setkeeper.core.decision.Gate;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Snapshot;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets an arbiter go that can't be asked for more than that it is one: it holds no users, so where
 * a login is demanded nobody can log in there. It has no data and is never the primary, so there is
 * nothing to hand over; whether the others are a majority without it can't be known, and waiting
 * would not tell.
 */
public final class ArbiterRule implements PreStop.Rule {
  private final PreStop.Rule otherwise;
  private volatile BooleanSupplier isArbiter = () -> false;

  /**
   * @param otherwise the rule for every other mongod, and for an arbiter that answers
   */
  public ArbiterRule(PreStop.Rule otherwise) {
    this.otherwise = otherwise;
  }

  /**
   * From now on it can be known.
   *
   * @param tells whether the own mongod said that it is an arbiter
   */
  public void learn(BooleanSupplier tells) {
    isArbiter = tells;
  }

  @Override
  public Gate.Answer answer(Snapshot snapshot, Duration held) {
    return snapshot.ownMongod() instanceof Mongod.Unknown && isArbiter.getAsBoolean()
        ? new Gate.Open("the own mongod is an arbiter: it has nothing to hand over")
        : otherwise.answer(snapshot, held);
  }
}
