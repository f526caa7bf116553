package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The recipe's story in one sandbox; each test begins with three healthy members. */
class RecipeIT {
  @TempDir private static Path folder = Path.of("");
  private static Command setkeeper = new Command(folder, folder);
  private static String formation = "";
  private JsonNode status = MissingNode.getInstance();

  @BeforeAll
  static void up() {
    setkeeper = new Command(folder, folder.resolve("state"));
    formation = setkeeper.ok("up", "--detach", "--mongod", "standin", "--timeout", "180");
  }

  @AfterAll
  static void down() {
    setkeeper.run("down", "--volumes");
  }

  @BeforeEach
  void threeHealthyMembers() {
    status = setkeeper.status();
    if (!areThreePods(status)) {
      setkeeper.ok("scale", "statefulset/mongo", "--replicas=3");
      status = setkeeper.awaitStatus(RecipeIT::areThreePods);
    }
  }

  /** Healthy, with two containers each; a pod that was scaled away may be ending still. */
  private static boolean areThreePods(JsonNode status) {
    return status.path("healthy").asBoolean()
        && status.path("members").size() == 3
        && status.path("processes").size() == 6;
  }

  private static JsonNode awaitVoters(int wanted) {
    return setkeeper.awaitHealthy(status -> voters(status) == wanted);
  }

  private static int voters(JsonNode status) {
    int votes = 0;
    for (JsonNode member : status.path("members")) {
      votes += member.path("votes").asInt();
    }
    return votes;
  }

  private static MongoClient client(String uri) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .applyToClusterSettings(c -> c.serverSelectionTimeout(60, TimeUnit.SECONDS))
            .build());
  }

  private static MongoCollection<Document> collection(MongoClient client, String name) {
    return client
        .getDatabase("story")
        .getCollection(name)
        .withWriteConcern(WriteConcern.MAJORITY.withWTimeout(30, TimeUnit.SECONDS));
  }

  @Test
  void theFormationIsShownAsTheRecipeShowsIt() {
    assertThat(formation)
        .contains(
            "storageclass.storage.k8s.io/fast created",
            "service/mongo created",
            "statefulset.apps/mongo created",
            "pod/mongo-0 2/2 Running",
            "pod/mongo-2 2/2 Running",
            "mongo-persistent-storage-mongo-2 Bound",
            "rs0 is healthy: 3 members, 3 votes",
            "mongodb://127.0.0.1:");
  }

  @Test
  void oneMemberIsPrimaryAndTheOthersAreSecondary() {
    assertThat(status.path("set").asString()).isEqualTo("rs0");
    assertThat(status.path("members").valueStream().map(m -> m.path("state").asString()))
        .containsExactlyInAnyOrder("PRIMARY", "SECONDARY", "SECONDARY");
    assertThat(status.path("keeper").path("writer")).isEqualTo(status.path("primary"));
    assertThat(status.path("processes")).hasSize(6);
  }

  @Test
  void theNamesInsideAreThoseOfTheRecipe() {
    assertThat(setkeeper.ok("uri", "--internal"))
        .startsWith("mongodb://mongo-0.mongo.default.svc.cluster.local:27017,mongo-1.")
        .endsWith("/?replicaSet=rs0");
  }

  @Test
  void aSecondUpSaysThatOneRunsAndKeepsWhatWasChanged() {
    setkeeper.ok("scale", "statefulset/mongo", "--replicas=4");
    String said = setkeeper.ok("up", "--detach", "--timeout", "180");

    assertThat(said).contains("running already", "kept with 4 replicas (its file says 3)");
    assertThat(setkeeper.status().path("members")).hasSize(4);
  }

  @Test
  void theKeepersLogIsThere() {
    assertThat(setkeeper.ok("logs", "mongo-0", "-c", "mongo-sidecar")).contains("mongo-0");
  }

  @Test
  void theDeletedPodOfThePrimaryComesBackAndNoAcknowledgedWriteIsLost() throws Exception {
    String primary = status.path("primary").asString();
    try (StoryWriter writer = StoryWriter.start(setkeeper.ok("uri"), "deleted")) {
      setkeeper.ok("delete", "pod/" + primary);
      writer.awaitMore(20);
      awaitVoters(3);

      assertThat(writer.finish()).containsAll(writer.acknowledged());
    }
  }

  @Test
  void aKilledPrimaryIsRestartedAndNoAcknowledgedWriteIsLost() throws Exception {
    long pid = Command.pid(status, status.path("primary").asString(), "mongo");
    try (StoryWriter writer = StoryWriter.start(setkeeper.ok("uri"), "killed")) {
      kill(pid);
      writer.awaitMore(20);
      awaitVoters(3);

      assertThat(writer.finish()).containsAll(writer.acknowledged());
    }
  }

  @Test
  void aKilledKeeperIsRestarted() {
    long before = Command.pid(status, "mongo-1", "mongo-sidecar");
    kill(before);

    JsonNode after =
        setkeeper.awaitHealthy(
            now ->
                Command.process(now, "mongo-1", "mongo-sidecar")
                    .filter(pid -> pid != before)
                    .isPresent());
    assertThat(voters(after)).isEqualTo(3);
  }

  @Test
  void membersFollowAScalingToFiveAndBack() {
    setkeeper.ok("scale", "statefulset/mongo", "--replicas=5");
    awaitVoters(5);
    setkeeper.ok("scale", "statefulset/mongo", "--replicas=3");

    assertThat(awaitVoters(3).path("members")).hasSize(3);
  }

  @Test
  void downAndUpKeepTheData() {
    String token = UUID.randomUUID().toString();
    try (MongoClient client = client(setkeeper.ok("uri"))) {
      collection(client, "kept").insertOne(new Document("_id", token));
    }
    setkeeper.ok("down");
    assertThat(setkeeper.run("status").code()).isEqualTo(2);
    setkeeper.ok("up", "--detach", "--timeout", "180");

    try (MongoClient client = client(setkeeper.ok("uri"))) {
      assertThat(collection(client, "kept").find(new Document("_id", token))).hasSize(1);
    }
  }

  @Test
  void aServerThatCrashedIsTakenOver() {
    String token = UUID.randomUUID().toString();
    try (MongoClient client = client(setkeeper.ok("uri"))) {
      collection(client, "crash").insertOne(new Document("_id", token));
    }
    kill(serverPid());
    String said = setkeeper.ok("up", "--detach", "--timeout", "180");

    assertThat(said).doesNotContain("running already");
    try (MongoClient client = client(setkeeper.ok("uri"))) {
      assertThat(collection(client, "crash").find(new Document("_id", token))).hasSize(1);
    }
  }

  private static long serverPid() {
    try {
      return Long.parseLong(
          java.nio.file.Files.readString(setkeeper.state().resolve("ready")).strip());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
  }
}
