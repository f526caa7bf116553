package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The recipe's story in one sandbox; each test begins with three healthy members. */
class RecipeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  @TempDir private static Path folder = Path.of("");
  private static Command setkeeper = new Command(folder, folder);
  private static String formation = "";

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
    setkeeper.ok("scale", "statefulset/mongo", "--replicas=3");
    awaitVoters(3);
  }

  private static void awaitVoters(int wanted) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonNode status = setkeeper.status();
              assertThat(status.path("healthy").asBoolean()).as(status.toString()).isTrue();
              assertThat(voters(status)).as(status.toString()).isEqualTo(wanted);
            });
  }

  private static int voters(JsonNode status) {
    int votes = 0;
    for (JsonNode member : status.path("members")) {
      votes += member.path("votes").asInt();
    }
    return votes;
  }

  private static MongoClient client() {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(setkeeper.ok("uri")))
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
    JsonNode status = setkeeper.status();

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
  void theDeletedPodOfThePrimaryComesBackAndNoAcknowledgedWriteIsLost() {
    String primary = setkeeper.primary().orElseThrow();
    List<Integer> acknowledged =
        writeDuring("deleted", () -> setkeeper.ok("delete", "pod/" + primary));

    awaitVoters(3);
    assertAllThere("deleted", acknowledged);
  }

  @Test
  void aKilledPrimaryIsRestartedAndNoAcknowledgedWriteIsLost() {
    JsonNode status = setkeeper.status();
    long pid = Command.pid(status, status.path("primary").asString(), "mongo");
    List<Integer> acknowledged = writeDuring("killed", () -> kill(pid));

    awaitVoters(3);
    assertAllThere("killed", acknowledged);
  }

  @Test
  void aKilledKeeperIsRestarted() {
    long before = Command.pid(setkeeper.status(), "mongo-1", "mongo-sidecar");
    kill(before);

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(Command.pid(setkeeper.status(), "mongo-1", "mongo-sidecar"))
                    .isNotEqualTo(before));
    awaitVoters(3);
  }

  @Test
  void membersFollowAScalingToFiveAndBack() {
    setkeeper.ok("scale", "statefulset/mongo", "--replicas=5");
    awaitVoters(5);
    setkeeper.ok("scale", "statefulset/mongo", "--replicas=3");
    awaitVoters(3);

    assertThat(setkeeper.status().path("members")).hasSize(3);
  }

  @Test
  void downAndUpKeepTheData() {
    String token = UUID.randomUUID().toString();
    try (MongoClient client = client()) {
      collection(client, "kept").insertOne(new Document("_id", token));
    }
    setkeeper.ok("down");
    assertThat(setkeeper.run("status").code()).isEqualTo(2);
    setkeeper.ok("up", "--detach", "--timeout", "180");

    try (MongoClient client = client()) {
      assertThat(collection(client, "kept").find(new Document("_id", token))).hasSize(1);
    }
  }

  @Test
  void aServerThatCrashedIsTakenOver() {
    String token = UUID.randomUUID().toString();
    try (MongoClient client = client()) {
      collection(client, "crash").insertOne(new Document("_id", token));
    }
    kill(serverPid());
    String said = setkeeper.ok("up", "--detach", "--timeout", "180");

    assertThat(said).doesNotContain("running already");
    try (MongoClient client = client()) {
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

  /**
   * Writes one document after the other while something happens and until writes go on after it.
   */
  private static List<Integer> writeDuring(String name, Runnable happening) {
    List<Integer> acknowledged = new ArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    try (MongoClient client = client()) {
      MongoCollection<Document> documents = collection(client, name);
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    happening.run();
                    done.set(true);
                  });
      int after = 0;
      for (int i = 0; after < 20; i++) {
        try {
          documents.insertOne(new Document("_id", name + i));
          acknowledged.add(i);
          after += done.get() ? 1 : 0;
        } catch (MongoException notAcknowledged) {
          // It may have been written or not: nothing is claimed.
        }
      }
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return acknowledged;
  }

  private static void assertAllThere(String name, List<Integer> acknowledged) {
    try (MongoClient client = client()) {
      List<String> found = new ArrayList<>();
      collection(client, name).find().forEach(document -> found.add(document.getString("_id")));
      assertThat(found).containsAll(acknowledged.stream().map(i -> name + i).toList());
    }
  }
}
