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
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that come a moment after they were first asked for, and move, as pods' names do. */
class LateNamesTest {
  private static final String IP = "127.77.91.1";
  private static final String NAME = "mongo-0.mongo.default.svc.cluster.local";
  private static final String OTHER = "mongo-1.mongo.default.svc.cluster.local";

  private static final Document SELF = new Document("_id", 0).append("host", NAME + ":27017");
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder = Path.of("");

  @Test
  void aNameThatDidNotResolveIsLookedUpAgainTheNextTime() throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    try (OwnProcess _ = start(hosts);
        MongoClient client = client()) {
      assertThatExceptionOfType(MongoCommandException.class).isThrownBy(() -> initiate(client));
      Files.writeString(hosts, "%s %s%n".formatted(IP, NAME));
      assertThat(initiate(client).getDouble("ok")).isEqualTo(1);
    }
  }

  @Test
  void aMemberWhosePodWasMadeAnewIsLookedForAtItsNewAddress() throws Exception {
    String own = "127.0.0.1 localhost\n%s %s\n".formatted(IP, NAME);
    Path hosts =
        Files.writeString(folder.resolve("hosts"), own + "127.77.91.2 %s\n".formatted(OTHER));
    try (OwnProcess _ = start(hosts);
        MongoClient client = client()) {
      initiate(client);
      await()
          .atMost(LONG)
          .until(() -> admin(client, new Document("hello", 1)).getBoolean("isWritablePrimary"));
      addTheOther(client);
      await().atMost(LONG).until(() -> failure(client).contains("127.77.91.2:27017"));
      Files.writeString(hosts, own + "127.77.91.3 %s\n".formatted(OTHER));
      await().atMost(LONG).until(() -> failure(client).contains("127.77.91.3:27017"));
    }
  }

  /** Why the other member does not answer. */
  private static String failure(MongoClient client) {
    Document status = admin(client, new Document("replSetGetStatus", 1));
    Document other = status.getList("members", Document.class).getLast();
    return other.get("lastHeartbeatMessage", "");
  }

  /** A process of its own: how long names are remembered is a matter of the whole JVM. */
  private OwnProcess start(Path hosts) throws IOException {
    Path dbpath = Files.createDirectories(folder.resolve("db"));
    Path forEver = // so that it is not the JDK's half minute that ends
        Files.writeString(
            folder.resolve("security"),
            """
            networkaddress.cache.ttl=-1
            networkaddress.cache.negative.ttl=-1
            """);
    return OwnProcess.start(
        IP, dbpath, "-Djdk.net.hosts.file=" + hosts, "-Djava.security.properties=" + forEver);
  }

  private MongoClient client() {
    await().atMost(LONG).until(LateNamesTest::listens);
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
    return admin(
        client, new Document("replSetInitiate", config(1).append("members", List.of(SELF))));
  }

  /** Without a vote: nobody is waited for. */
  private static void addTheOther(MongoClient client) {
    Document other =
        new Document("_id", 1)
            .append("host", OTHER + ":27017")
            .append("votes", 0)
            .append("priority", 0);
    admin(
        client, new Document("replSetReconfig", config(3).append("members", List.of(SELF, other))));
  }

  private static Document config(int version) {
    return new Document("_id", "rs0").append("version", version);
  }

  private static Document admin(MongoClient client, Document command) {
    return client.getDatabase("admin").runCommand(command);
  }
}
