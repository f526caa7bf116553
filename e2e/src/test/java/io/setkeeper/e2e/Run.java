package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Run {
  private static final long LONGEST_MINUTES = 5;

  /** What it said. */
  record Result(int exitCode, String output, String errors) {}

  private Run() {}

  /** Its output, of a program that must end well. */
  static String ok(List<String> command) {
    return ok(Map.of(), command);
  }

  /** The same with these in its environment. */
  static String ok(Map<String, String> environment, List<String> command) {
    Result result = any(environment, command);
    assertThat(result.exitCode())
        .as("%s: %s%s", String.join(" ", command), result.output(), result.errors())
        .isZero();
    return result.output();
  }

  static Result any(List<String> command) {
    return any(Map.of(), command);
  }

  private static Result any(Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("setkeeper-e2e", ".out");
      Path errors = Files.createTempFile("setkeeper-e2e", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
          process.destroyForcibly();
        }
        assertThat(ended).as("%s ended", String.join(" ", command)).isTrue();
        return new Result(process.exitValue(), text(output), text(errors));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
