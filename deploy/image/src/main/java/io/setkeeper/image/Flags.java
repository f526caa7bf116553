package io.setkeeper.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JVM flags of a program: those that the command gives it in the sandbox, and a few more. */
final class Flags {
  private static final List<String> IN_A_CONTAINER =
      List.of(
          // It would be a file in /tmp, and the root file system can't be written.
          "-XX:-UsePerfData",
          // A crash of the JVM is told in the pod's log.
          "-XX:+ErrorFileToStdout");

  private Flags() {}

  /** Reads them, one by one. */
  static List<String> of(Order order, Program program) throws IOException {
    Path file = order.flags().resolve(program.label());
    return Stream.concat(
            Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Stream.of(line.strip().split("\\s+", -1)))
                .filter(flag -> !flag.isEmpty()),
            IN_A_CONTAINER.stream())
        .toList();
  }
}
