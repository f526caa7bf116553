package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The setkeeper command as a process, over one state folder.
 *
 * @param home the user's home, empty at first
 */
record Command(Path home, Path state) {
  private static final Path DIST = Path.of(System.getProperty("setkeeper.dist"));
  private static final long PATIENCE_SECONDS = 240;

  /**
   * How a call ended.
   *
   * @param said standard output and standard error
   */
  record Result(int code, String said) {}

  /** The process's builder; output and errors in one stream. */
  ProcessBuilder builder(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--state", state.toString()));
    return asIs(all);
  }

  /** The same, without naming the state folder. */
  ProcessBuilder asIs(List<String> args) {
    try {
      String version = Files.readString(DIST.resolve("version")).strip();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("@" + DIST.resolve("jvm/cli"));
      Path cache = DIST.resolve("aot/cli.aot");
      if (Files.exists(cache)) {
        command.add("-XX:AOTCache=" + cache);
      }
      command.addAll(
          List.of("-jar", DIST.resolve("lib/setkeeper-cli-" + version + ".jar").toString()));
      command.addAll(args);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("HOME", home.toString());
      builder.environment().remove("XDG_STATE_HOME");
      builder.environment().remove("XDG_CACHE_HOME");
      return builder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end. */
  Result run(String... args) {
    return run(builder(args));
  }

  /** Runs it, without naming the state folder. */
  Result runAsIs(String... args) {
    return run(asIs(List.of(args)));
  }

  /** Runs it to its end. */
  static Result run(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return new Result(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs it; it has to succeed. */
  String ok(String... args) {
    Result result = run(args);
    assertThat(result.code()).as("%s said: %s", List.of(args), result.said()).isZero();
    return result.said().strip();
  }

  /** The status, healthy or not. */
  JsonNode status() {
    Result result = run("status", "-o", "json");
    assertThat(result.code()).as(result.said()).isIn(0, 1);
    return JsonMapper.shared().readTree(result.said());
  }

  /**
   * The first status that is as wanted: one process looks on, where one for each look would take
   * most of a small machine.
   */
  JsonNode awaitStatus(Predicate<JsonNode> wanted) {
    AtomicReference<String> last = new AtomicReference<>("");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      Optional<JsonNode> found = watch(wanted, last, deadline - System.nanoTime());
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError("In vain; the last status: " + last.get());
  }

  private Optional<JsonNode> watch(
      Predicate<JsonNode> wanted, AtomicReference<String> last, long nanos) {
    try {
      Process process = builder("status", "--watch", "-o", "json").start();
      process.getOutputStream().close();
      CompletableFuture<Void> late =
          CompletableFuture.runAsync(
              process::destroyForcibly,
              CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          last.set(line);
          // What is no status is why there is none: the next process may be luckier.
          if (line.startsWith("{") && wanted.test(JsonMapper.shared().readTree(line))) {
            return Optional.of(JsonMapper.shared().readTree(line));
          }
        }
        return Optional.empty();
      } finally {
        late.cancel(true);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first status of a healthy set that is as wanted besides. */
  JsonNode awaitHealthy(Predicate<JsonNode> wanted) {
    return awaitStatus(status -> status.path("healthy").asBoolean() && wanted.test(status));
  }

  /** The process of a pod's container. */
  static long pid(JsonNode status, String pod, String container) {
    return process(status, pod, container)
        .orElseThrow(() -> new AssertionError(pod + "/" + container + " in " + status));
  }

  /** The process of a pod's container, where it runs. */
  static Optional<Long> process(JsonNode status, String pod, String container) {
    return StreamSupport.stream(status.path("processes").spliterator(), false)
        .filter(p -> p.path("pod").asString().equals(pod))
        .filter(p -> p.path("container").asString().equals(container))
        .findFirst()
        .map(p -> p.path("pid").asLong());
  }
}
