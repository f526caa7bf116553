package io.setkeeper.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A client that writes numbers one after another, in a process of its own, until it is ended. */
record Writer(Process process, Path out, Path err) implements AutoCloseable {

  static Writer start(Setkeeper setkeeper, List<String> command) {
    Path out = Run.temporary("out");
    Path err = Run.temporary("err");
    return new Writer(
        Run.start(setkeeper.folder(), setkeeper.environment(), command, out, err), out, err);
  }

  /** The numbers whose writes a majority has acknowledged so far. */
  List<Integer> acknowledged() {
    try {
      // The last line may be half written: only what ends in a line break counts.
      String said = Files.readString(out, UTF_8);
      return said.substring(0, said.lastIndexOf('\n') + 1).lines().map(Integer::valueOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until so many more writes are acknowledged; fails at once where the client gave up. */
  void awaitMore(int writes) {
    int wanted = acknowledged().size() + writes;
    await("acknowledged writes")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              assertThat(process.isAlive())
                  .as("the client goes on; it said: %s", complaint())
                  .isTrue();
              return acknowledged().size() >= wanted;
            });
  }

  private String complaint() {
    try {
      return Files.readString(err, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    Run.delete(out);
    Run.delete(err);
  }
}
