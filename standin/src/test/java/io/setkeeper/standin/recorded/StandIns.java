package io.setkeeper.standin.recorded;

import io.setkeeper.standin.InProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The members of a recording as stand-ins within this JVM, mongo-N at 127.78.1.(N+1). */
final class StandIns implements Lab {
  private static final int PORT = 27017;

  private final Path folder;
  private final Map<String, InProcess> running = new HashMap<>();

  StandIns() {
    try {
      folder = Files.createTempDirectory("recorded");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void start(String node) throws IOException {
    Path dbpath = Files.createDirectories(folder.resolve(node));
    running.put(node, InProcess.start(address(node), dbpath));
  }

  @Override
  public void kill(String node) {
    ended(node).close();
  }

  private InProcess ended(String node) {
    return Objects.requireNonNull(running.remove(node), () -> node + " does not run");
  }

  @Override
  public void wipe(String node) throws IOException {
    delete(folder.resolve(node));
  }

  @Override
  public Client client(String node) {
    return new Client(new InetSocketAddress(address(node), PORT));
  }

  private static String address(String node) {
    return "127.78.1." + (new Hosts(node).ordinal() + 1);
  }

  @Override
  public void close() {
    List.copyOf(running.values()).parallelStream().forEach(InProcess::close);
    running.clear();
    try {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
