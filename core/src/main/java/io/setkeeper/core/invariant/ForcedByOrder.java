package io.setkeeper.core.invariant;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Collection;
import java.util.Optional;

/**
 * No forced reconfig without an order: a person named this survivor and this very config of its,
 * and the forced config is younger than none that was forced by the same order.
 */
public final class ForcedByOrder {
  private static final String NAME = "forced-by-order";

  private ForcedByOrder() {}

  /**
   * A forced reconfig is asked for.
   *
   * @param who the pod whose mongod is asked
   * @param orders those that the StatefulSet carried at any moment from the beginning of the look
   *     until now
   */
  public static Optional<Violation> asked(
      String who, ReplicaSetConfig from, Collection<RecoverFrom> orders) {
    ConfigVersion version = from.version();
    boolean ordered =
        orders.stream().anyMatch(o -> o.survivor().equals(who) && o.version().equals(version));
    return ordered
        ? Optional.empty()
        : Optional.of(
            new Violation(
                NAME, "%s is forced from config %s without an order".formatted(who, version)));
  }
}
