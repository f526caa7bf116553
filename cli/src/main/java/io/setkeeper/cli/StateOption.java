package io.setkeeper.cli;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.server.ServerProcess;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which sandbox a verb is about. */
final class StateOption {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The sandbox's folder; by default in the user's state home.")
  private Optional<Path> state = Optional.empty();

  /** Whether a folder was given by hand. */
  boolean isGiven() {
    return state.isPresent();
  }

  /** The sandbox's folder, whether there is one or not. */
  StateFolder folder() {
    return StateFolder.of(state, Environment.ofProcess());
  }

  /**
   * A client of the running sandbox.
   *
   * @throws io.setkeeper.cli.base.Refusal where none runs
   */
  Kube connect() {
    return Kube.open(ServerProcess.require(folder()).state().kubeconfig());
  }
}
