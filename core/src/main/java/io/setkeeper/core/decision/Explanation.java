package io.setkeeper.core.decision;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a keeper would do, for somebody who only looks: nothing is touched.
 *
 * @param snapshot what was seen
 * @param decision the next step, or why there is none, with rule and quorum; where new _ids are to
 *     be noted first, the step that they are for
 * @param diff what the next step changes in the config, a line a change; empty where it changes
 *     none
 * @param endState what all steps lead to; empty while the own mongod is in no set
 * @param toTheEnd what all steps together change in the config
 */
public record Explanation(
    Snapshot snapshot,
    Decision decision,
    List<String> diff,
    Optional<EndState> endState,
    List<String> toTheEnd) {

  public Explanation {
    diff = List.copyOf(diff);
    toTheEnd = List.copyOf(toTheEnd);
  }

  /**
   * Explains the decision of the keeper that took the snapshot.
   *
   * @param now the time to hold the Lease's end against
   */
  public static Explanation of(Snapshot snapshot, Policy policy, Instant now) {
    Decision decision = next(snapshot, policy, now);
    Optional<EndState> end = endState(snapshot, policy);
    return new Explanation(
        snapshot,
        decision,
        diff(decision),
        end,
        end.map(e -> toTheEnd(snapshot, e)).orElse(List.of()));
  }

  /** That _ids are noted before members are added is a detail: the addition is what matters. */
  private static Decision next(Snapshot snapshot, Policy policy, Instant now) {
    Decision decision = Keeper.decide(snapshot, policy, now);
    return decision instanceof Decision.Act(Action.WriteRecord write, var reason)
            && NewIds.areSetApartBy(write)
        ? Keeper.decide(snapshot.recorded(write.to()), policy, now)
        : decision;
  }

  private static List<String> diff(Decision decision) {
    if (!(decision instanceof Decision.Act act)) {
      return List.of();
    }
    return switch (act.action()) {
      case Action.Reconfig(var from, var to) -> ConfigChange.between(from, to);
      case Action.ForceReconfig(var from, var to) -> ConfigChange.between(from, to);
      case Action.Initiate(var config) ->
          ConfigChange.between(ReplicaSetConfig.initial(config.setName(), List.of()), config);
      case Action.TakeLease lease -> List.of();
      case Action.WriteRecord record -> List.of();
      case Action.StepUp stepUp -> List.of();
      case Action.StepDown stepDown -> List.of();
    };
  }

  private static Optional<EndState> endState(Snapshot snapshot, Policy policy) {
    return snapshot.ownMongod() instanceof Mongod.InSet own
            && snapshot.statefulSet() instanceof StatefulSetView.Known set
        ? Optional.of(EndState.of(snapshot, set, own, policy))
        : Optional.empty();
  }

  private static List<String> toTheEnd(Snapshot snapshot, EndState end) {
    return snapshot.ownMongod() instanceof Mongod.InSet own
        ? ConfigChange.between(
            own.config(),
            new ReplicaSetConfig(
                own.config().setName(),
                own.config().version(),
                end.members().stream().map(EndState.Wanted::member).toList(),
                own.config().replicaSetId()))
        : List.of();
  }
}
