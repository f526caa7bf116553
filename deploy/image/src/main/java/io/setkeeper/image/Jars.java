package io.setkeeper.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The jars of a program: its own and those that its manifest names. */
final class Jars {
  private Jars() {}

  /**
   * The file names, its own first.
   *
   * @throws Unbuildable one of them is not there
   */
  static List<String> of(Path folder, String jar) throws IOException {
    List<String> names = named(require(folder, jar));
    for (String name : names) {
      require(folder, name);
    }
    return names;
  }

  /** The file names of a jar and of those that its manifest names. */
  static List<String> named(Path jar) throws IOException {
    List<String> names = new ArrayList<>(List.of(jar.getFileName().toString()));
    try (JarFile file = new JarFile(jar.toFile())) {
      String path = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      names.addAll(List.of(path.strip().split("\\s+", -1)));
    }
    return List.copyOf(names);
  }

  private static Path require(Path folder, String jar) {
    Path file = folder.resolve(jar);
    if (!Files.isRegularFile(file)) {
      throw new Unbuildable("%s is not among the jars in %s".formatted(jar, folder));
    }
    return file;
  }
}
