package io.setkeeper.core.invariant;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * No forced reconfig without an order: a person named this survivor and this very config of its,
 * and every member that the forced config leaves out. A config that was forced has another version,
 * so no order is good for two.
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
      String who, ReplicaSetConfig from, ReplicaSetConfig to, Collection<RecoverFrom> orders) {
    boolean ordered =
        orders.stream()
            .filter(o -> o.survivor().equals(who) && o.version().equals(from.version()))
            .anyMatch(o -> leavesOut(from, to).allMatch(m -> isGivenUp(o, m.host())));
    return ordered
        ? Optional.empty()
        : Optional.of(
            new Violation(
                NAME,
                "%s is forced from config %s without an order".formatted(who, from.version())));
  }

  private static Stream<Member> leavesOut(ReplicaSetConfig from, ReplicaSetConfig to) {
    return from.members().stream().filter(m -> to.member(m.id()).isEmpty());
  }

  /** By {@code host:port}, or by the pod that its host name's first label is. */
  private static boolean isGivenUp(RecoverFrom order, HostPort host) {
    return order.givenUp().contains(host.toString())
        || order.givenUp().contains(host.host().split("\\.", 2)[0]);
  }
}
