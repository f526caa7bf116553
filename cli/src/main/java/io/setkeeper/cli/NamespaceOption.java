package io.setkeeper.cli;

import io.setkeeper.cli.manifest.Manifests;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The namespace that a verb is about. */
final class NamespaceOption {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The objects' namespace; the context's by default, else default.")
  private Optional<String> namespace = Optional.empty();

  String get() {
    return orElse(Manifests.DEFAULT_NAMESPACE);
  }

  /** The one that was given, else another. */
  String orElse(String otherwise) {
    return namespace.orElse(otherwise);
  }
}
