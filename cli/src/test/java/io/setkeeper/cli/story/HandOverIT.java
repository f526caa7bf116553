package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A primary that goes, announced or not, where the mongod's preStop hook asks its keeper. */
class HandOverIT {
  private static final int TRIES = 3;

  @TempDir private static Path folder = Path.of("");
  private static Command setkeeper = new Command(folder, folder);
  private JsonNode before = MissingNode.getInstance();

  @BeforeAll
  static void up() throws IOException {
    setkeeper = new Command(folder, folder.resolve("state"));
    setkeeper.ok(
        "up",
        "--detach",
        "--mongod",
        "standin",
        "-f",
        Hook.manifests(folder).toString(),
        "--timeout",
        "180");
  }

  @AfterAll
  static void down() {
    setkeeper.run("down", "--volumes");
  }

  @BeforeEach
  void threeHealthyMembers() {
    before = setkeeper.awaitHealthy(status -> status.path("members").size() == 3);
  }

  @Test
  void noRetryableWriteFailsWhenThePrimarysPodIsDeleted() throws Exception {
    String primary = before.path("primary").asString();
    try (StoryWriter writer = StoryWriter.start(setkeeper.ok("uri"), "handover")) {
      setkeeper.ok("delete", "pod/" + primary);
      setkeeper.awaitHealthy(status -> !status.path("primary").asString().equals(primary));
      writer.awaitMore(10);
      Set<Long> found = writer.finish();

      assertThat(writer.failures()).isEmpty();
      assertThat(found).containsAll(writer.acknowledged());
    }
  }

  /**
   * Two survivors with the same writes may differ in Raft's own entries, which no optime shows: the
   * one that is asked can lose then, and the time-out elects the other. That is the stand-in's and
   * no mongod's, so the next primary is killed.
   */
  @Test
  void aKilledPrimarysPlaceIsTakenByRequestNotByTimeOut() throws Exception {
    List<String> reasons = new ArrayList<>();
    try (StoryWriter writer = StoryWriter.start(setkeeper.ok("uri"), "killed")) {
      while (reasons.size() < TRIES && !reasons.contains("stepUpRequest")) {
        JsonNode status = setkeeper.awaitHealthy(now -> now.path("members").size() == 3);
        long pid = Command.pid(status, status.path("primary").asString(), "mongo");
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
        writer.awaitMore(10);
        reasons.add(lastElection().getString("lastElectionReason"));
      }
      assertThat(reasons).contains("stepUpRequest");
      assertThat(writer.finish()).containsAll(writer.acknowledged());
    }
    setkeeper.awaitStatus(status -> status.path("primary").isString());
  }

  private static Document lastElection() {
    try (MongoClient client = MongoClients.create(setkeeper.ok("uri"))) {
      Document status = client.getDatabase("admin").runCommand(new Document("replSetGetStatus", 1));
      return status.get("electionCandidateMetrics", Document.class);
    }
  }
}
