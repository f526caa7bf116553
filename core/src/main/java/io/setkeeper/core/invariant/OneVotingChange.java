package io.setkeeper.core.invariant;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * At most one voting change per committed config: a reconfig that is asked for changes one vote at
 * most, by {@code _id}, and is asked for on a config that is committed. mongod sees to both as well
 * (manual: replSetReconfig), but asking for more is a fault already: it is refused, or waits where
 * nobody expects it to.
 */
public final class OneVotingChange {
  private static final String NAME = "one-voting-change";

  private OneVotingChange() {}

  /**
   * A reconfig is asked for, without force.
   *
   * @param committed whether {@code from} is known to have been committed
   */
  public static Optional<Violation> asked(
      ReplicaSetConfig from, ReplicaSetConfig to, boolean committed) {
    Set<Integer> changed = changedVotes(from, to);
    if (changed.size() > 1) {
      return Optional.of(
          new Violation(
              NAME,
              "on config %s the votes of %s change at once".formatted(from.version(), changed)));
    }
    if (!committed) {
      return Optional.of(
          new Violation(
              NAME, "config %s is changed before it is committed".formatted(from.version())));
    }
    return Optional.empty();
  }

  private static Set<Integer> changedVotes(ReplicaSetConfig from, ReplicaSetConfig to) {
    Set<Integer> before = voters(from);
    Set<Integer> after = voters(to);
    Set<Integer> changed = new HashSet<>(before);
    changed.addAll(after);
    changed.removeIf(id -> before.contains(id) && after.contains(id));
    return changed;
  }

  private static Set<Integer> voters(ReplicaSetConfig config) {
    return config.members().stream()
        .filter(m -> m.votes() > 0)
        .map(Member::id)
        .collect(Collectors.toSet());
  }
}
