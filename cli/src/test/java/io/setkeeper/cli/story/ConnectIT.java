package io.setkeeper.cli.story;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The verbs at a cluster, which is the sandbox by its kubeconfig: nothing is known of it but its
 * API server, and every byte to a mongod is forwarded by that.
 */
class ConnectIT {
  @TempDir private static Path folder = Path.of("");
  private static Command setkeeper = new Command(folder, folder);
  private static String kubeconfig = "";

  @BeforeAll
  static void up() {
    setkeeper = new Command(folder, folder.resolve("state"));
    setkeeper.ok("up", "--detach", "--mongod", "standin", "--timeout", "180");
    kubeconfig = setkeeper.ok("kubeconfig");
  }

  @AfterAll
  static void down() {
    setkeeper.run("down", "--volumes");
  }

  private static ProcessBuilder atCluster(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(1, List.of("--kubeconfig", kubeconfig));
    return setkeeper.asIs(all);
  }

  private static String ok(String... args) {
    Command.Result result = Command.run(atCluster(args));
    assertThat(result.code()).as(result.said()).isZero();
    return result.said();
  }

  private static Map<String, Integer> ports(JsonNode line) {
    return StreamSupport.stream(line.path("members").spliterator(), false)
        .collect(toMap(m -> m.path("pod").asString(), m -> m.path("port").asInt()));
  }

  private static boolean hasMembers(JsonNode line, int wanted) {
    return line.path("members").size() == wanted;
  }

  @Test
  void aDriverOutsideFollowsTheSetThroughAFailoverAndThroughScaling() throws Exception {
    JsonNode status = JsonMapper.shared().readTree(ok("status", "-o", "json"));
    assertThat(status.path("healthy").asBoolean()).isTrue();
    assertThat(ok("uri", "--internal"))
        .startsWith("mongodb://mongo-0.mongo.default.svc.cluster.local:27017,");

    Map<String, Integer> ports;
    try (Connection connection = connect()) {
      JsonNode ready = connection.awaitLine("the doors open", line -> hasMembers(line, 3));
      ports = ports(ready);
      assertThat(hostsSeen(ready.path("uri").asString())).isEqualTo(doors(ports));
      try (StoryWriter writer = StoryWriter.start(ready.path("uri").asString(), "connect")) {
        String primary = ready.path("primary").asString();
        ok("delete", "pod/" + primary);
        connection.awaitLine(
            "another primary",
            line -> !List.of(primary, "").contains(line.path("primary").asString("")));
        writer.awaitMore(10);

        ok("scale", "statefulset/mongo", "--replicas=5");
        JsonNode five = connection.awaitLine("five doors", line -> hasMembers(line, 5));
        assertThat(ports(five)).containsAllEntriesOf(ports);
        writer.awaitMore(10);

        ok("scale", "statefulset/mongo", "--replicas=3");
        JsonNode three = connection.awaitLine("three doors", line -> hasMembers(line, 3));
        assertThat(ports(three)).isEqualTo(ports);
        writer.awaitMore(10);
        Set<Long> found = writer.finish();
        assertThat(found).containsAll(writer.acknowledged());
      }
      assertThat(connection.words())
          .contains("The primary is mongo-", primaryIsAway(ready), "is back", "is closed");
    }
    assertThat(ports.values()).allSatisfy(ConnectIT::isClosed);
    aCommandFindsTheStringAndItsExitCodeIsPassedOn();
  }

  private static String primaryIsAway(JsonNode ready) {
    return ready.path("primary").asString() + " is away";
  }

  private static Connection connect() {
    return Connection.start(
        atCluster("connect", "statefulset/mongo", "-o", "json"), folder.resolve("words"));
  }

  private static List<String> hostsSeen(String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      return client
          .getDatabase("admin")
          .runCommand(new Document("hello", 1))
          .getList("hosts", String.class)
          .stream()
          .sorted()
          .toList();
    }
  }

  private static List<String> doors(Map<String, Integer> ports) {
    return ports.values().stream().map(port -> "127.0.0.1:" + port).sorted().toList();
  }

  private static void isClosed(int port) {
    assertThatThrownBy(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                throw new IOException("open: " + socket);
              }
            })
        .isInstanceOf(ConnectException.class);
  }

  private static void aCommandFindsTheStringAndItsExitCodeIsPassedOn() {
    Command.Result result =
        Command.run(
            atCluster(
                "connect", "--port", "27617", "--", "sh", "-c", "echo \"<$MONGODB_URI>\"; exit 7"));

    assertThat(result.code()).as(result.said()).isEqualTo(7);
    assertThat(result.said())
        .contains("<mongodb://127.0.0.1:27617,127.0.0.1:27618,127.0.0.1:27619/?replicaSet=rs0>");
  }
}
