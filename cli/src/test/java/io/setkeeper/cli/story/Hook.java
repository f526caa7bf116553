package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

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
        String text = Files.readString(file);
        if (text.contains("kind: StatefulSet")) {
          text = replaced(text, "Seconds: 10\n", "Seconds: 60\n");
          text = replaced(text, "        volumeMounts:\n", HOOK + "        volumeMounts:\n");
        }
        Files.writeString(copy.resolve(file.getFileName()), text);
      }
    }
    return copy;
  }

  private static String replaced(String text, String old, String now) {
    assertThat(text).containsOnlyOnce(old);
    return text.replace(old, now);
  }
}
