package io.setkeeper.cli.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a local file server that has every release, each with a mongod that says its version. */
class MongodDownloadTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  @TempDir private Path folder = Path.of("");
  private HttpServer server = start();

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void serve() throws Exception {
    byte[] archive = archive();
    server.createContext("/", exchange -> answer(exchange, archive));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, byte[] archive) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    exchange.sendResponseHeaders(200, archive.length);
    try (var body = exchange.getResponseBody()) {
      body.write(archive);
    }
  }

  private byte[] archive() throws IOException, InterruptedException {
    Path bin = Files.createDirectories(folder.resolve("made/mongodb/bin"));
    Path mongod = Files.writeString(bin.resolve("mongod"), "#!/bin/sh\necho db version v8.0.9\n");
    assertThat(mongod.toFile().setExecutable(true)).isTrue();
    Path file = folder.resolve("made.tgz");
    Process tar =
        new ProcessBuilder(
                "tar", "czf", file.toString(), "-C", folder.resolve("made").toString(), "mongodb")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return Files.readAllBytes(file);
  }

  private Environment environment(int port) {
    return new Environment(
        Map.of(
            "XDG_CACHE_HOME",
            folder.resolve("cache").toString(),
            MongodDownload.BASE_URL_VARIABLE,
            "http://127.0.0.1:" + port));
  }

  @Test
  void aReleaseIsDownloadedOnceAndKept() {
    Environment environment = environment(server.getAddress().getPort());
    MongodProgram first = new MongodChoice("8.0.9").resolve(environment, line -> {});
    MongodProgram second = new MongodChoice("8.0.9").resolve(environment, line -> {});

    assertThat(first).isEqualTo(second);
    assertThat(first.toString()).startsWith(folder.resolve("cache/setkeeper").toString());
    assertThat(asked).singleElement().asString().contains("8.0.9");
  }

  @Test
  void aSeriesMeansItsNewestRelease() {
    new MongodChoice("8.0").resolve(environment(server.getAddress().getPort()), line -> {});

    assertThat(asked).singleElement().asString().matches(".*8\\.0\\.[1-9][0-9]*.*");
  }

  @Test
  void offlineItSaysSoAndNamesTheOtherWays() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    assertThatThrownBy(() -> new MongodChoice("8.0").resolve(environment(nobody), line -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("can't be had")
        .hasMessageContaining("standin");
  }
}
