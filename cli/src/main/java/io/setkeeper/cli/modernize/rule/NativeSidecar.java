package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Container;
import io.setkeeper.cli.modernize.model.KubernetesVersion;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Pods;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the cluster knows them the keeper is a native sidecar, an init container that goes on: it
 * starts before mongod and ends after it. Elsewhere it would be waited for in vain to end.
 */
final class NativeSidecar implements Rule.OfSet {
  private static final KubernetesVersion SINCE = KubernetesVersion.v1(29);
  private static final String INIT = "initContainers";

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return wishes.isFor(SINCE)
        ? set.keeper().stream().filter(k -> !k.list().equals(INIT)).map(k -> step(set, k))
        : Stream.empty();
  }

  private static Step step(MongoSet set, Container keeper) {
    int index = set.pod().path(INIT).size();
    return new Step(
        set.item(),
        List.of(
            new Edit.Move(keeper.at(), Pods.POD, INIT),
            new Edit.Put(Pods.container(INIT, index), "restartPolicy: Always", Optional.of("env"))),
        "container %s is a native sidecar".formatted(keeper.name()),
        "from Kubernetes 1.29 on such a one starts before mongod and ends after it");
  }
}
