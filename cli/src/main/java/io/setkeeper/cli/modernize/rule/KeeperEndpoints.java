package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Container;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;

/** The keeper's port has a name, and Kubernetes asks there how it is. */
final class KeeperEndpoints implements Rule.OfSet {
  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return set.keeperPort() == 0
        ? Stream.empty()
        : set.keeper().stream()
            .flatMap(
                keeper ->
                    Stream.of(port(set, keeper), readiness(set, keeper), liveness(set, keeper)))
            .flatMap(Optional::stream);
  }

  private static Optional<Step> port(MongoSet set, Container keeper) {
    return put(
        set,
        keeper,
        "ports",
        "ports:\n- name: setkeeper\n  containerPort: %d\n".formatted(set.keeperPort()),
        "port %d, named setkeeper".formatted(set.keeperPort()),
        "health, metrics and mongod's hook are there");
  }

  private static Optional<Step> readiness(MongoSet set, Container keeper) {
    String probe =
        """
        readinessProbe:
          httpGet:
            path: /readyz
            port: %d
          periodSeconds: 2
        """
            .formatted(set.keeperPort());
    return put(
        set,
        keeper,
        "readinessProbe",
        probe,
        "readinessProbe /readyz",
        "a pod whose keeper sees nothing is not ready: a rollout stops at it");
  }

  private static Optional<Step> liveness(MongoSet set, Container keeper) {
    String probe =
        """
        livenessProbe:
          httpGet:
            path: /healthz
            port: %d
          initialDelaySeconds: 30
          periodSeconds: 10
          timeoutSeconds: 5
        """
            .formatted(set.keeperPort());
    return put(
        set,
        keeper,
        "livenessProbe",
        probe,
        "livenessProbe /healthz",
        "a keeper that is stuck is started again; its mongod goes on");
  }

  /** Nothing is due where the user has written that field. */
  private static Optional<Step> put(
      MongoSet set, Container keeper, String field, String entries, String what, String why) {
    return keeper.tree().has(field)
        ? Optional.empty()
        : Optional.of(
            Step.of(
                set.item(),
                new Edit.Put(keeper.at(), entries, Optional.empty()),
                "container %s: %s".formatted(keeper.name(), what),
                why));
  }
}
