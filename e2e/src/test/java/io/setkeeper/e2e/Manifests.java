package io.setkeeper.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Objects in files. */
final class Manifests {
  private Manifests() {}

  /** Those of a file or of all YAML files in a folder. */
  static List<HasMetadata> read(KubernetesClient client, Path path) {
    List<HasMetadata> objects = new ArrayList<>();
    for (Path file : files(path)) {
      try (InputStream text = Files.newInputStream(file)) {
        objects.addAll(client.load(text).items());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return objects;
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
