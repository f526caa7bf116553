package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The launcher of this checkout with a state folder and a home of its own, and the clients pointed
 * at it.
 */
record Setkeeper(Path folder) implements AutoCloseable {

  private static final Path CHECKOUT =
      Path.of(System.getProperty("setkeeper.checkout")).toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final JsonMapper JSON = new JsonMapper();

  /** Nothing runs yet; the folders are new. */
  static Setkeeper inANewFolder() {
    try {
      var folder = Files.createTempDirectory("setkeeper-clients-");
      Files.createDirectory(folder.resolve("home"));
      return new Setkeeper(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recipe's three files, up and healthy. */
  static Setkeeper up() {
    var setkeeper = inANewFolder();
    try {
      setkeeper.run("up", "--detach").succeeded();
      return setkeeper;
    } catch (AssertionError | RuntimeException e) {
      try {
        setkeeper.close();
      } catch (AssertionError | RuntimeException alsoWrong) {
        e.addSuppressed(alsoWrong);
      }
      throw e;
    }
  }

  static Path checkout() {
    return CHECKOUT;
  }

  /** Runs {@code ./setkeeper VERB ARGUMENT... --state ...}. */
  Run run(String... verbAndArguments) {
    var command = new ArrayList<>(List.of("./setkeeper"));
    command.addAll(List.of(verbAndArguments));
    command.addAll(List.of("--state", folder.resolve("state").toString()));
    return Run.of(CHECKOUT, Map.of(), command);
  }

  /** Runs kubectl in the checkout with this sandbox's kubeconfig. */
  Run kubectl(String... arguments) {
    return client(commandOf("kubectl", arguments));
  }

  /**
   * Runs any client, its home being a folder of this sandbox, so that nothing of it stays behind.
   */
  Run client(List<String> command) {
    return Run.of(CHECKOUT, environment(), command);
  }

  /** What a client's environment has beyond this process's own. */
  Map<String, String> environment() {
    return Map.of(
        "HOME", folder.resolve("home").toString(),
        "KUBECONFIG", run("kubeconfig").succeeded().out().strip());
  }

  /** The connection string for clients outside. */
  String uri() {
    return run("uri").succeeded().out().strip();
  }

  JsonNode status() {
    return JSON.readTree(run("status", "-o", "json").out());
  }

  /**
   * Waits until the set is healthy and as wanted; the last status is in the message where it does
   * not become so.
   */
  JsonNode awaitHealthy(String what, Predicate<JsonNode> wanted) {
    return await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(this::status, status -> status.path("healthy").asBoolean() && wanted.test(status));
  }

  /**
   * Ends the sandbox, with its volumes, and removes the folder; a sandbox that does not end is a
   * failure.
   */
  @Override
  public void close() {
    var down = run("down", "--volumes");
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(down.exitCode()).as(down.toString()).isZero();
  }

  private static List<String> commandOf(String program, String... arguments) {
    return Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
  }
}
