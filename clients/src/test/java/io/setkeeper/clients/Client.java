package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A MongoDB client that is no part of Setkeeper, and how its scripts are run. */
enum Client {
  MONGOSH("js") {
    @Override
    List<String> command(Path script, String uri) {
      return List.of("mongosh", "--quiet", "--file", script.toString(), uri);
    }
  },
  PYMONGO("py") {
    @Override
    List<String> command(Path script, String uri) {
      return List.of("python3", script.toString(), uri);
    }
  };

  private final String extension;

  Client(String extension) {
    this.extension = extension;
  }

  abstract List<String> command(Path script, String uri);

  /**
   * Starts the script that inserts 0, 1, 2, … with {@code w: majority} and prints what is
   * acknowledged.
   */
  Writer startWriting(Setkeeper setkeeper) {
    return Writer.start(setkeeper, command(script(setkeeper, "writer"), setkeeper.uri()));
  }

  /** The numbers that this client finds, read through the primary. */
  List<Integer> numbersFound(Setkeeper setkeeper) {
    return lines(setkeeper, "reader").map(Integer::valueOf).toList();
  }

  /** The addresses of the members that this client has discovered from the given string. */
  List<String> membersSeen(Setkeeper setkeeper) {
    return lines(setkeeper, "members").toList();
  }

  private Stream<String> lines(Setkeeper setkeeper, String name) {
    return setkeeper
        .client(command(script(setkeeper, name), setkeeper.uri()))
        .succeeded()
        .out()
        .lines();
  }

  private Path script(Setkeeper setkeeper, String name) {
    String file = name + "." + extension;
    try (InputStream content = Client.class.getResourceAsStream(file)) {
      assertThat(content).as(file).isNotNull();
      Path script = setkeeper.folder().resolve(file);
      Files.write(script, content.readAllBytes());
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
