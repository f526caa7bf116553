package io.setkeeper.sandbox.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program beside a container's own, with its environment and folder. */
final class Execution {
  private static final int MOST_OUTPUT = 1024;

  private Execution() {}

  /** Runs it to its end; answers why it failed, if it did. */
  static Optional<String> run(List<String> command, ActionTarget target, Duration timeout) {
    Process process;
    try {
      NodeContext context = target.context();
      Launch plain =
          new Launch(
              Launch.Kind.NATIVE,
              References.expand(command, target.environment()),
              target.environment(),
              List.of(),
              List.of());
      Launch launch = context.lookup().apply(plain, context.names().files());
      Programs.check(plain.command().getFirst());
      ProcessBuilder builder =
          new ProcessBuilder(ProcessGroups.own(launch.command()))
              .directory(target.folder().toFile())
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(launch.environment());
      process = builder.start();
    } catch (IOException | CannotRunException e) {
      return Optional.of(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
    return await(process, timeout);
  }

  private static Optional<String> await(Process process, Duration timeout) {
    StringBuilder output = new StringBuilder();
    // No virtual thread: a read from a pipe holds its carrier, and there are as few as cores.
    Thread reader = Thread.ofPlatform().daemon().start(() -> read(process, output));
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of("command timed out after " + timeout.toSeconds() + "s");
      }
      reader.join(timeout);
      synchronized (output) {
        return process.exitValue() == 0
            ? Optional.empty()
            : Optional.of("exit code " + process.exitValue() + ": " + output.toString().strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } finally {
      ProcessGroups.kill(process.pid());
    }
  }

  private static void read(Process process, StringBuilder output) {
    try (var in = process.getInputStream()) {
      byte[] bytes = new byte[MOST_OUTPUT];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        synchronized (output) {
          if (output.length() < MOST_OUTPUT) {
            output.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IOException e) {
      synchronized (output) {
        output.append(" (output unreadable: ").append(e.getMessage()).append(')');
      }
    }
  }
}
