package io.setkeeper.sandbox.node;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of the machine. */
final class Programs {
  private Programs() {}

  /**
   * Whether the program can be started.
   *
   * @throws IOException it is not there, or may not be executed
   */
  static void check(String program) throws IOException {
    if (program.contains("/")) {
      if (!Files.isExecutable(Path.of(program)) || Files.isDirectory(Path.of(program))) {
        String why = Files.exists(Path.of(program)) ? "is not executable" : "does not exist";
        throw new IOException("the program " + program + " " + why);
      }
    } else if (find(program).isEmpty()) {
      throw new IOException("no program " + program + " on the PATH");
    }
  }

  /** The program on the PATH. */
  static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }
}
