package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running {@code connect -o json}. */
final class Connection implements AutoCloseable {
  private final Process process;
  private final Path words;
  private final List<JsonNode> lines = new CopyOnWriteArrayList<>();

  private Connection(Process process, Path words) {
    this.process = process;
    this.words = words;
    Thread.ofVirtual().start(this::read);
  }

  /**
   * Starts it.
   *
   * @param words the file for what it says to a person
   */
  static Connection start(ProcessBuilder builder, Path words) {
    try {
      builder.redirectErrorStream(false).redirectError(words.toFile());
      return new Connection(builder.start(), words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().map(JsonMapper.shared()::readTree).forEach(lines::add);
    } catch (IOException | UncheckedIOException ended) {
      // It was told to end.
    }
  }

  /** The last line, once it is as wanted. */
  JsonNode awaitLine(String what, Predicate<JsonNode> wanted) {
    await(what)
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(!lines.isEmpty() && wanted.test(lines.getLast()))
                    .as("%s%n%s", lines, words())
                    .isTrue());
    return lines.getLast();
  }

  /** What it says to a person. */
  String words() {
    try {
      return Files.readString(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells it to end, as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
