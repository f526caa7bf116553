package io.setkeeper.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of an outside program that ended: what it was, its exit code, what it said on both
 * streams.
 */
record Run(List<String> command, int exitCode, String out, String err) {

  /**
   * More than any command here may take on a busy machine; a program that is still running then is
   * ended.
   */
  private static final long LIMIT_SECONDS = 300;

  /**
   * Runs a program to its end.
   *
   * @param environment added to this process's own
   * @throws AssertionError when the program is not installed, or does not end within five minutes
   */
  static Run of(Path folder, Map<String, String> environment, List<String> command) {
    Path out = temporary("out");
    Path err = temporary("err");
    try {
      Process process = start(folder, environment, command, out, err);
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String said = Files.readString(out, UTF_8);
      String complaint = Files.readString(err, UTF_8);
      assertThat(ended).as("%s ends by itself; it said: %s%s", command, said, complaint).isTrue();
      return new Run(command, process.exitValue(), said, complaint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + command, e);
    } finally {
      delete(out);
      delete(err);
    }
  }

  /** Starts a program whose output goes to two files; the caller ends it. */
  static Process start(
      Path folder, Map<String, String> environment, List<String> command, Path out, Path err) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(command.getFirst() + " can't be run; .ci/clients installs it", e);
    }
  }

  static Path temporary(String name) {
    try {
      return Files.createTempFile("setkeeper-clients-", "." + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This run, which must have ended with exit code 0. */
  Run succeeded() {
    assertThat(exitCode).as(toString()).isZero();
    return this;
  }

  /** What was said on both streams, the errors last. */
  String all() {
    return out + err;
  }

  @Override
  public String toString() {
    return "%s: exit code %d%n%s%s".formatted(String.join(" ", command), exitCode, out, err);
  }
}
