package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Pods;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Members stand on nodes and in zones of their own, where there are enough. It is asked for, not
 * demanded: a set of three comes up on a single node, too.
 */
final class Spread implements Rule.OfSet {
  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return Stream.of(nodes(set), zones(set)).flatMap(Optional::stream);
  }

  private static Optional<Step> nodes(MongoSet set) {
    if (Trees.has(set.pod(), "affinity", "podAntiAffinity")) {
      return Optional.empty();
    }
    String rule =
        """
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 100
            podAffinityTerm:
              topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels:
        """
            + Yaml.map(set.selector(), 10)
            + "\n";
    Edit edit =
        set.pod().path("affinity").isObject()
            ? new Edit.Put(Pods.POD.appendProperty("affinity"), rule, Optional.empty())
            : new Edit.Put(Pods.POD, "affinity:\n" + rule.indent(2), Optional.of("containers"));
    return Optional.of(
        Step.of(
            set.item(),
            edit,
            "podAntiAffinity by node, preferred",
            "one node's loss must not take a majority"));
  }

  private static Optional<Step> zones(MongoSet set) {
    if (Trees.has(set.pod(), "topologySpreadConstraints")) {
      return Optional.empty();
    }
    String constraint =
        """
        topologySpreadConstraints:
        - topologyKey: topology.kubernetes.io/zone
          maxSkew: 1
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
        """
            + Yaml.map(set.selector(), 6)
            + "\n";
    return Optional.of(
        Step.of(
            set.item(),
            new Edit.Put(Pods.POD, constraint, Optional.of("containers")),
            "topologySpreadConstraints by zone, ScheduleAnyway",
            "one zone's loss must not take a majority"));
  }
}
