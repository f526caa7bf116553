package io.setkeeper.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which kubeconfig's contexts are meant. */
final class KubeconfigOption {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Instead of KUBECONFIG's files, or ~/.kube/config.")
  private Optional<Path> file = Optional.empty();

  /** The one that was given. */
  Optional<Path> file() {
    return file;
  }
}
