package io.setkeeper.cli.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The recipe where the mongod's preStop hook asks its keeper whether it may end. */
final class Hook {
  private static final String HOOK =
      """
              lifecycle:
                preStop:
                  httpGet: {path: prestop, port: 8427}
      """;

  private Hook() {}

  /** The recipe's files with the hook, and time for it, in a new folder. */
  static Path manifests(Path folder) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("manifests"));
    try (Stream<Path> files = Files.list(Path.of("../examples/mongo"))) {
      for (Path file : files.toList()) {
        Files.writeString(
            copy.resolve(file.getFileName()),
            Files.readString(file)
                .replace("terminationGracePeriodSeconds: 10", "terminationGracePeriodSeconds: 60")
                .replaceFirst("(?m)^( *)volumeMounts:", HOOK + "$0"));
      }
    }
    return copy;
  }
}
