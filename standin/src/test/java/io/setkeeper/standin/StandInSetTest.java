package io.setkeeper.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of stand-ins in this process, seen through the official driver. */
class StandInSetTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir Path folder;

  private final Map<Integer, StandIn> running = new HashMap<>();

  @AfterEach
  void end() {
    running.values().forEach(StandIn::close);
  }

  @Test
  void aSetOfOneIsWritableAndKeepsItsDataOverARestart() throws Exception {
    start(1);
    initiate(1);
    writes(1, 20);
    stop(1);
    start(1);
    assertThat(count(1)).isEqualTo(20);
  }

  @Test
  void aSetThatGrewGoesOnWhenItsPrimaryHandsOver() throws Exception {
    grow();
    writes(3, 10);
    assertThat(ask(1, new Document("replSetStepDown", 60)).getDouble("ok")).isEqualTo(1);
    // Not for a moment more: a driver would send the write that was refused to it again.
    assertThat(primary(1)).isZero();
    await().atMost(LONG).until(() -> primary(2, 3) != 0);
    assertThat(count(3)).isEqualTo(10);
  }

  @Test
  void aPrimaryThatDiesTakesNothingAcknowledgedAway() throws Exception {
    grow();
    writes(3, 30);
    stop(1);
    await().atMost(LONG).until(() -> primary(2, 3) != 0);
    assertThat(count(3)).isEqualTo(30);
  }

  @Test
  void aWipedMemberGetsEverythingAgain() throws Exception {
    grow();
    writes(3, 10);
    stop(3);
    wipe(3);
    start(3);
    await()
        .atMost(LONG)
        .until(() -> states(1).equals(List.of("PRIMARY", "SECONDARY", "SECONDARY")));
    try (var direct = direct(3)) {
      assertThat(direct.getDatabase("test").getCollection("c").countDocuments()).isEqualTo(10);
    }
  }

  @Test
  void aRemovedMemberSaysSo() throws Exception {
    grow();
    reconfig(config -> members(config).removeLast());
    await().atMost(LONG).until(() -> refusal(3, new Document("replSetGetStatus", 1)) == 93);
    writes(2, 5);
    assertThat(count(2)).isEqualTo(5);
  }

  @Test
  void aSurvivorGoesOnUnderAForcedConfigWithAllThatItHas() throws Exception {
    grow();
    writes(3, 20);
    stop(2);
    stop(3);
    await().atMost(LONG).until(() -> primary(1) == 0);
    force(config -> members(config).subList(1, 3).clear());
    await().atMost(LONG).until(() -> primary(1) == 1);
    stop(1);
    start(1);
    assertThat(count(1)).isEqualTo(20);
  }

  @Test
  void whoComesBackAfterAForcedConfigIsRemovedAndTakesOverWhatTheSurvivorHasWhenAddedAgain()
      throws Exception {
    grow();
    stop(2);
    stop(3);
    await().atMost(LONG).until(() -> primary(1) == 0);
    force(config -> members(config).subList(1, 3).clear());
    await().atMost(LONG).until(() -> primary(1) == 1);
    writes(1, 10);
    start(2);
    await().atMost(LONG).until(() -> refusal(2, new Document("replSetGetStatus", 1)) == 93);
    reconfig(config -> members(config).add(new Document("_id", 7).append("host", host(2))));
    await().atMost(LONG).until(() -> states(1).equals(List.of("PRIMARY", "SECONDARY")));
    try (var direct = direct(2)) {
      assertThat(direct.getDatabase("test").getCollection("c").countDocuments()).isEqualTo(10);
    }
  }

  @Test
  void aForcedConfigOfTwoIsWritableWhenBothAreThere() throws Exception {
    grow();
    writes(3, 10);
    stop(2);
    stop(3);
    await().atMost(LONG).until(() -> primary(1) == 0);
    force(config -> members(config).removeLast());
    await().atMost(LONG).until(() -> states(1).size() == 2);
    assertThat(primary(1)).isZero();
    start(2);
    await().atMost(LONG).until(() -> primary(1) == 1);
    assertThat(count(2)).isEqualTo(10);
  }

  @Test
  void aSetOfOneGrowsUnderAnotherName() throws Exception {
    start(1);
    start(2);
    initiate(1);
    rename(0, alias(1));
    reconfig(config -> members(config).add(new Document("_id", 1).append("host", host(2))));
    await().atMost(LONG).until(() -> states(1).equals(List.of("PRIMARY", "SECONDARY")));
  }

  private void start(int number) throws IOException, StandIn.CannotStart {
    var dbpath = Files.createDirectories(folder.resolve("db" + number));
    running.put(
        number,
        StandIn.start(
            List.of("--replSet", "rs0", "--dbpath", dbpath.toString(), "--bind_ip", ip(number))));
  }

  private void stop(int number) {
    java.util.Objects.requireNonNull(running.remove(number)).close();
  }

  private void wipe(int number) throws IOException {
    try (var files = Files.walk(folder.resolve("db" + number))) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String ip(int number) {
    return "127.77.90." + number;
  }

  /** The same address, written in another way that Java and C take: a name of a pod, as it were. */
  private static String alias(int number) {
    return "127.77." + ((90 << 8) + number) + ":27017";
  }

  private static String host(int number) {
    return ip(number) + ":27017";
  }

  private static void initiate(int number) {
    var settings =
        new Document("electionTimeoutMillis", 2_000).append("heartbeatIntervalMillis", 500);
    var config =
        new Document("_id", "rs0")
            .append("members", List.of(new Document("_id", 0).append("host", host(number))))
            .append("settings", settings);
    ask(number, new Document("replSetInitiate", config));
    await().atMost(LONG).until(() -> primary(number) == number);
  }

  /** One member that two others join without a vote, to be promoted one by one. */
  private void grow() throws IOException, StandIn.CannotStart {
    for (int number = 1; number <= 3; number++) {
      start(number);
    }
    initiate(1);
    reconfig(
        config -> {
          for (int number = 2; number <= 3; number++) {
            members(config)
                .add(
                    new Document("_id", number - 1)
                        .append("host", host(number))
                        .append("votes", 0)
                        .append("priority", 0));
          }
        });
    await()
        .atMost(LONG)
        .until(() -> states(1).equals(List.of("PRIMARY", "SECONDARY", "SECONDARY")));
    for (int index = 1; index <= 2; index++) {
      int promoted = index;
      reconfig(config -> members(config).get(promoted).append("votes", 1).append("priority", 1.0));
    }
  }

  private static void reconfig(java.util.function.Consumer<Document> change) {
    ask(1, changed(change).append("maxTimeMS", 60_000));
  }

  private static void rename(int index, String host) {
    reconfig(config -> members(config).get(index).append("host", host));
  }

  private static void force(java.util.function.Consumer<Document> change) {
    ask(1, changed(change).append("force", true));
  }

  private static Document changed(java.util.function.Consumer<Document> change) {
    var config = ask(1, new Document("replSetGetConfig", 1)).get("config", Document.class);
    change.accept(config);
    config.put("version", config.getInteger("version") + 1);
    return new Document("replSetReconfig", config);
  }

  private static List<Document> members(Document config) {
    return config.getList("members", Document.class);
  }

  private static List<String> states(int asked) {
    return ask(asked, new Document("replSetGetStatus", 1))
        .getList("members", Document.class)
        .stream()
        .map(member -> member.getString("stateStr"))
        .toList();
  }

  /** Which of them is writable, or 0. */
  private static int primary(int... numbers) {
    return IntStream.of(numbers)
        .filter(number -> ask(number, new Document("hello", 1)).getBoolean("isWritablePrimary"))
        .findFirst()
        .orElse(0);
  }

  private static int refusal(int number, Document command) {
    try {
      ask(number, command);
      return 0;
    } catch (MongoException e) {
      return e.getCode();
    }
  }

  private static Document ask(int number, Document command) {
    try (var client = direct(number)) {
      return client.getDatabase("admin").runCommand(command);
    }
  }

  private static MongoClient direct(int number) {
    return MongoClients.create(
        "mongodb://%s/?directConnection=true&readPreference=secondaryPreferred"
            .formatted(host(number)));
  }

  private static void writes(int members, int howMany) {
    try (var client = set(members)) {
      var documents = new ArrayList<Document>();
      for (int i = 0; i < howMany; i++) {
        documents.add(new Document("_id", i));
      }
      MongoCollection<Document> collection = client.getDatabase("test").getCollection("c");
      documents.forEach(collection.withWriteConcern(WriteConcern.MAJORITY)::insertOne);
    }
  }

  private static long count(int members) {
    try (var client = set(members)) {
      return client.getDatabase("test").getCollection("c").countDocuments();
    }
  }

  private static MongoClient set(int members) {
    var hosts = IntStream.rangeClosed(1, members).mapToObj(StandInSetTest::host).toList();
    return MongoClients.create(
        "mongodb://%s/?replicaSet=rs0&serverSelectionTimeoutMS=60000"
            .formatted(String.join(",", hosts)));
  }
}
