package io.setkeeper.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The Java runtime of an image: the modules that its program needs, linked by jlink. */
final class JavaRuntime {
  private JavaRuntime() {}

  /** Links the runtime into a folder that is not there yet. */
  static void link(List<String> modules, Path folder) throws IOException {
    Files.createDirectories(folder.resolveSibling("."));
    tool(
        "jlink",
        "--add-modules",
        String.join(",", modules),
        "--no-header-files",
        "--no-man-pages",
        "--output",
        folder.toString());
    try (Stream<Path> programs = Files.list(folder.resolve("bin"))) {
      for (Path program : programs.filter(path -> !path.endsWith("java")).toList()) {
        Files.delete(program);
      }
    }
  }

  /**
   * Runs a tool of this JDK.
   *
   * @throws Unbuildable the JDK lacks it, or it did not work
   */
  static void tool(String name, String... arguments) {
    ToolProvider tool =
        ToolProvider.findFirst(name)
            .orElseThrow(
                () ->
                    new Unbuildable(
                        "This JDK has no %s: %s. Take a whole JDK 25, such as Temurin's"
                            .formatted(name, System.getProperty("java.home"))));
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    int code = tool.run(writer, writer, arguments);
    if (code != 0) {
      throw new Unbuildable("%s ended with code %d:%n%s".formatted(name, code, said));
    }
  }
}
