package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.ApiRefusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.KubeContext;
import io.setkeeper.cli.cluster.Place;
import io.setkeeper.cli.manifest.Manifests;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Where a verb looks: the sandbox, or a cluster as kubectl knows it. As a plugin of kubectl, where
 * kubectl looks.
 */
final class PlaceOption {
  /** Set by the launcher where it is called as {@code kubectl-setkeeper}. */
  static final String PLUGIN = "setkeeper.plugin";

  @Mixin private StateOption state = new StateOption();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private KubeconfigOption kubeconfig = new KubeconfigOption();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "A kubeconfig's context instead of the sandbox.")
  private Optional<String> context = Optional.empty();

  /** What is done at an API server. */
  @FunctionalInterface
  interface Work<T> {
    T with(Opened opened) throws InterruptedException;
  }

  /**
   * An API server that is spoken to.
   *
   * @param namespace the one that was given, else the context's
   */
  record Opened(Kube kube, Place place, String namespace) implements AutoCloseable {
    /**
     * Does something there.
     *
     * @throws Refusal where the API server refuses, for a person
     */
    <T> T told(String rights, Work<T> work) throws InterruptedException {
      try {
        return work.with(this);
      } catch (ApiRefusal e) {
        throw place.refusal(e, rights);
      }
    }

    @Override
    public void close() {
      kube.close();
    }
  }

  /**
   * Does something there.
   *
   * @param rights what it needs to be allowed, for whom it is not allowed
   * @throws Refusal where no sandbox runs, there is no such context, or the API server refuses
   */
  <T> T with(String rights, Work<T> work) throws InterruptedException {
    try (Opened opened = open()) {
      return opened.told(rights, work);
    }
  }

  private Opened open() {
    return isCluster() ? openCluster() : openSandbox();
  }

  private boolean isCluster() {
    boolean named = context.isPresent() || kubeconfig.file().isPresent();
    if (named && state.isGiven()) {
      throw new Refusal(
          "--state names a sandbox, and --context and --kubeconfig name another cluster",
          "Give one of them");
    }
    return named || (Boolean.getBoolean(PLUGIN) && !state.isGiven());
  }

  private Opened openSandbox() {
    return new Opened(
        state.connect(),
        new Place.Sandbox(state.folder()),
        namespace.orElse(Manifests.DEFAULT_NAMESPACE));
  }

  /**
   * A cluster, the current context's where none is named.
   *
   * @throws Refusal where a sandbox's folder is named
   */
  Opened openCluster() {
    if (state.isGiven()) {
      throw new Refusal(
          "--state names a sandbox, and this verb is for a cluster",
          "A sandbox has doors: setkeeper uri; it is a cluster too: --kubeconfig $(setkeeper"
              + " kubeconfig)");
    }
    KubeContext cluster = KubeContext.read(kubeconfig.file(), context);
    return new Opened(
        cluster.open(), new Place.Cluster(cluster), namespace.orElse(cluster.namespace()));
  }
}
