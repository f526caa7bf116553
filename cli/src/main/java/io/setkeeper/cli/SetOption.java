package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.manifest.Manifests;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which replica set a verb is about. */
final class SetOption {
  @Mixin private StateOption state = new StateOption();
  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEFULSET",
      description = "Needed where there are several sets.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--statefulset",
      paramLabel = "STATEFULSET",
      description = "The same, as an option.")
  private Optional<String> option = Optional.empty();

  /**
   * A set that there is, and the API server that has it.
   *
   * @param kube closed with this
   */
  record Opened(Kube kube, MongoSet set) implements AutoCloseable {
    @Override
    public void close() {
      kube.close();
    }
  }

  /** The sandbox's folder. */
  StateFolder folder() {
    return state.folder();
  }

  /**
   * Says that a sandbox's folder is of no use.
   *
   * @throws Refusal where one was given
   */
  void refuseState(String why) {
    if (state.isGiven()) {
      throw new Refusal("--state names a sandbox, and " + why, "Give one of them");
    }
  }

  /**
   * Opens the set in the running sandbox.
   *
   * @throws Refusal where none runs, there is no such set, or it is not clear which
   */
  Opened open() {
    return open(
        state.connect(),
        Manifests.DEFAULT_NAMESPACE,
        "Create the recipe's: setkeeper up; or name its namespace: -n NAMESPACE");
  }

  /**
   * Opens the set in a cluster.
   *
   * @param kube closed with the set, or where there is none
   * @param defaultNamespace where none was given
   * @param remedy what to do where there is no set
   * @throws Refusal as above
   */
  Opened open(Kube kube, String defaultNamespace, String remedy) {
    boolean opened = false;
    try {
      MongoSet set = MongoSet.choose(kube, namespace.orElse(defaultNamespace), named(), remedy);
      opened = true;
      return new Opened(kube, set);
    } finally {
      if (!opened) {
        kube.close();
      }
    }
  }

  private Optional<String> named() {
    if (name.isPresent() && option.isPresent() && !name.equals(option)) {
      throw new Refusal(
          "Two StatefulSets are named: %s and %s".formatted(name.get(), option.get()), "Name one");
    }
    return name.or(() -> option);
  }
}
