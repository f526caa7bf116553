package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Item;
import io.setkeeper.cli.modernize.model.KubernetesVersion;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Provisioners that were a part of Kubernetes once, and that no driver took the place of. Which
 * class the volumes are to be of instead, nobody but the user can know.
 */
public final class RemovedProvisioners implements Rule {
  private static final Map<String, KubernetesVersion> GONE =
      Map.of(
          "kubernetes.io/flocker", KubernetesVersion.v1(25),
          "kubernetes.io/quobyte", KubernetesVersion.v1(25),
          "kubernetes.io/storageos", KubernetesVersion.v1(25),
          "kubernetes.io/glusterfs", KubernetesVersion.v1(26),
          "kubernetes.io/rbd", KubernetesVersion.v1(31));

  @Override
  public Stream<Step> due(Bundle bundle, Wishes wishes) {
    return bundle
        .items("StorageClass")
        .filter(item -> gone(item).isPresent())
        .flatMap(item -> step(item, wishes).stream());
  }

  private static Optional<Step> step(Item item, Wishes wishes) {
    KubernetesVersion gone = gone(item).orElseThrow();
    if (wishes.storageClass().isPresent()) {
      return Optional.of(
          Step.of(
              item,
              new Edit.Drop(),
              "is left out",
              "Kubernetes %s removed %s, and the claims are of class %s now"
                  .formatted(gone, provisioner(item), wishes.storageClass().get())));
    }
    if (wishes.isFor(gone)) {
      throw new Refusal(
          "%s in %s is provisioned by %s, which Kubernetes %s removed: no volume would be made"
              .formatted(item, item.file(), provisioner(item), gone),
          "Say which class of the cluster to take: --storage-class NAME (kubectl get storageclass"
              + " lists them)");
    }
    return Optional.empty();
  }

  private static String provisioner(Item item) {
    return Trees.text(item.tree(), "provisioner");
  }

  /** The first version of Kubernetes that a class does not work in; empty where it works in all. */
  public static Optional<KubernetesVersion> gone(Item storageClass) {
    return Optional.ofNullable(GONE.get(provisioner(storageClass)));
  }
}
