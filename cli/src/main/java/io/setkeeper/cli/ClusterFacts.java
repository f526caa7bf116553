package io.setkeeper.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.ApiRefusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.KubeContext;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.KubernetesVersion;
import io.setkeeper.sandbox.kinds.Kinds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What manifests need to know of a cluster.
 *
 * @param namespace that of the context
 */
record ClusterFacts(KubernetesVersion version, String namespace) {

  /**
   * Asks a cluster.
   *
   * @param storageClass that must be there
   * @throws Refusal where it does not answer, or has no such class
   */
  static ClusterFacts ask(
      Optional<Path> kubeconfig, Optional<String> context, Optional<String> storageClass) {
    KubeContext cluster = KubeContext.read(kubeconfig, context);
    try (Kube kube = cluster.open()) {
      VersionInfo version = kube.client().getKubernetesVersion();
      storageClass.ifPresent(name -> check(kube, name, cluster.name()));
      return new ClusterFacts(
          KubernetesVersion.parse(version.getMajor() + "." + version.getMinor()),
          cluster.namespace());
    } catch (KubernetesClientException e) {
      throw new Refusal(
          "Context %s, %s, does not tell its version: %s"
              .formatted(cluster.name(), cluster.server(), e.getMessage()),
          "Say it: --kubernetes VERSION");
    }
  }

  private static void check(Kube kube, String name, String context) {
    try {
      List<String> there = kube.list(Kinds.STORAGE_CLASS, "").stream().map(Trees::name).toList();
      if (!there.contains(name)) {
        throw new Refusal(
            "There is no StorageClass %s in context %s".formatted(name, context),
            "There are: " + String.join(", ", there));
      }
    } catch (ApiRefusal e) {
      // Who may not look at classes may still use one.
    }
  }
}
