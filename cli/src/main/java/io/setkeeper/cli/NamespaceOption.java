package io.setkeeper.cli;

import io.setkeeper.cli.manifest.Manifests;
import picocli.CommandLine.Option;

/** The namespace that a verb is about. */
final class NamespaceOption {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The objects' namespace; default by default.")
  private String namespace = Manifests.DEFAULT_NAMESPACE;

  String get() {
    return namespace;
  }
}
