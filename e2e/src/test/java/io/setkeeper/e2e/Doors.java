package io.setkeeper.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./setkeeper connect}, as a person types it.
 *
 * @param uri reaches the set from this machine
 */
record Doors(Process process, String uri) {
  static Doors open(MongoSet set) throws IOException {
    Path log = Files.createTempFile("setkeeper-e2e-connect", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Setkeeper.of(set).command(List.of("connect", "statefulset/" + set.name())));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    String uri =
        await("a connection string of ./setkeeper connect")
            .atMost(MongoSet.PATIENCE)
            .until(() -> uri(log), Optional::isPresent)
            .orElseThrow();
    return new Doors(process, uri);
  }

  private static Optional<String> uri(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.stream().filter(line -> line.startsWith("mongodb://")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
