package io.setkeeper.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that come a moment after they were first asked for, as pods' names do. */
class LateNamesTest {
  private static final String IP = "127.77.91.1";
  private static final String NAME = "mongo-0.mongo.default.svc.cluster.local";

  @TempDir private Path folder = Path.of("");

  @Test
  void aNameThatDidNotResolveIsLookedUpAgainTheNextTime() throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    Process mongod = start(hosts);
    try (MongoClient client = client()) {
      assertThatExceptionOfType(MongoCommandException.class).isThrownBy(() -> initiate(client));
      Files.writeString(hosts, "%s %s%n".formatted(IP, NAME));
      assertThat(initiate(client).getDouble("ok")).isEqualTo(1);
    } finally {
      mongod.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
  }

  /** A process of its own: how long names are remembered is a matter of the whole JVM. */
  private Process start(Path hosts) throws IOException {
    Path dbpath = Files.createDirectories(folder.resolve("db"));
    String java = ProcessHandle.current().info().command().orElse("java");
    return new ProcessBuilder(
            List.of(
                java,
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path", ""),
                "--sun-misc-unsafe-memory-access=allow",
                StandIn.class.getName(),
                "--replSet",
                "rs0",
                "--dbpath",
                dbpath.toString(),
                "--bind_ip",
                IP))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private MongoClient client() {
    await().atMost(Duration.ofMinutes(1)).until(LateNamesTest::listens);
    return MongoClients.create("mongodb://%s/?directConnection=true".formatted(IP));
  }

  private static boolean listens() {
    try (Socket socket = new Socket(IP, 27017)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Document initiate(MongoClient client) {
    Document member = new Document("_id", 0).append("host", NAME + ":27017");
    Document config = new Document("_id", "rs0").append("members", List.of(member));
    return client.getDatabase("admin").runCommand(new Document("replSetInitiate", config));
  }
}
