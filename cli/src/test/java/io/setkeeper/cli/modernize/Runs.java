package io.setkeeper.cli.modernize;

import io.setkeeper.cli.modernize.model.KubernetesVersion;
import io.setkeeper.cli.modernize.model.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Short ways to modernize something. */
final class Runs {
  static final Wishes PLAIN =
      new Wishes("setkeeper/keeper:1.0", false, Optional.empty(), Optional.empty(), "default");
  private static final Path RECIPE = Path.of("../examples/mongo");

  private Runs() {}

  static Wishes target(String version) {
    return new Wishes(
        PLAIN.image(),
        false,
        Optional.of(KubernetesVersion.parse(version)),
        Optional.empty(),
        PLAIN.namespace());
  }

  static Wishes storageClass(String name) {
    return new Wishes(PLAIN.image(), false, Optional.empty(), Optional.of(name), PLAIN.namespace());
  }

  static Result of(String text, Wishes wishes) {
    return Modernizer.modernize(List.of(new Source("set.yaml", text)), wishes);
  }

  static Result of(String text) {
    return of(text, PLAIN);
  }

  /** The result's only file. */
  static String text(String text) {
    return of(text).files().getFirst().text();
  }

  static List<Source> recipe() throws IOException {
    try (Stream<Path> files = Files.list(RECIPE)) {
      return files
          .sorted()
          .map(file -> new Source(file.getFileName().toString(), read(file)))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static List<String> what(Result result) {
    return result.changes().stream().map(Change::what).toList();
  }

  static String notes(Result result) {
    return String.join("\n", result.notes().stream().map(Note::what).toList());
  }
}
