package io.setkeeper.cli.modernize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that is kept to be compared with; {@code -Dgolden=write} writes it, to be read before it
 * is committed.
 */
final class Golden {
  private static final Path FOLDER =
      Path.of("src/test/resources/io/setkeeper/cli/modernize").toAbsolutePath();

  private Golden() {}

  static String read(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  static void check(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(text).as(name).isEqualTo(Files.readString(file));
  }
}
