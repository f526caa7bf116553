package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A client that writes numbers one after the other, with {@code w: majority} and retryable writes:
 * a process of its own, on the cluster's network where there is a way to it, else through {@code
 * ./setkeeper connect}.
 */
final class Writer implements AutoCloseable {
  private final Path log;
  private final Process process;
  private final Optional<Process> doors;

  /**
   * What became of its writes.
   *
   * @param acknowledged how many were
   * @param missing those that were and are not there any more
   * @param failed with their errors
   * @param longestStallMillis between two acknowledged writes
   */
  record Result(
      long acknowledged, List<Long> missing, List<String> failed, long longestStallMillis) {}

  private Writer(Path log, Process process, Optional<Process> doors) {
    this.log = log;
    this.process = process;
    this.doors = doors;
  }

  /** Starts one, and waits until it writes. */
  static Writer start(MongoSet set, String collection) {
    return set.target()
        .node()
        .map(node -> start(collection, inside(set), Optional.empty(), node::inside))
        .orElseGet(() -> atTheDoors(set, collection));
  }

  /** One on this machine in any case, as a person's laptop has it. */
  static Writer atTheDoors(MongoSet set, String collection) {
    try {
      Doors doors = Doors.open(set);
      return start(collection, doors.uri(), Optional.of(doors.process()), UnaryOperator.identity());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Writer start(
      String collection, String uri, Optional<Process> doors, UnaryOperator<List<String>> where) {
    try {
      Path log = Files.createTempFile("setkeeper-e2e-writer", ".log");
      List<String> java =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
              // A pod that comes back has another address.
              "-Dsun.net.inetaddr.ttl=1",
              "-Dsun.net.inetaddr.negative.ttl=0",
              WriterMain.class.getName(),
              uri,
              collection);
      Process process =
          new ProcessBuilder(where.apply(java))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Writer writer = new Writer(log, process, doors);
      writer.awaitMore(5);
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the names that resolve in the cluster: three are enough to find the others. */
  private static String inside(MongoSet set) {
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      hosts
          .append(i == 0 ? "" : ",")
          .append(
              "%s-%d.%s.%s.svc.cluster.local:27017"
                  .formatted(set.name(), i, set.name(), set.namespace()));
    }
    return "mongodb://%s/?replicaSet=rs0".formatted(hosts);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long acknowledged() {
    return lines().stream().filter(line -> line.startsWith("ok ")).count();
  }

  /** Waits until so many more writes are acknowledged. */
  void awaitMore(int writes) {
    long wanted = acknowledged() + writes;
    await("acknowledged writes")
        .atMost(MongoSet.PATIENCE)
        .until(
            () -> {
              assertThat(process.isAlive()).as("the writer lives: %s", lines()).isTrue();
              return acknowledged() >= wanted;
            });
  }

  /** Ends it, after it has read back what it wrote. */
  Result finish() throws InterruptedException, IOException {
    process.getOutputStream().close();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("the writer ended").isTrue();
    List<String> lines = lines();
    assertThat(lines).as("it read back what it wrote").contains("done");
    List<Long> missing = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    long longest = 0;
    long last = -1;
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "ok" -> {
          long at = Long.parseLong(words[2]);
          longest = last < 0 ? longest : Math.max(longest, at - last);
          last = at;
        }
        case "failed" -> failed.add(line);
        case "missing" -> missing.add(Long.parseLong(words[1]));
        default -> {}
      }
    }
    return new Result(acknowledged(), missing, failed, longest);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    doors.ifPresent(Process::destroy);
    try {
      boolean ended = process.waitFor(Duration.ofSeconds(30));
      assertThat(ended).isTrue();
      Files.deleteIfExists(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
