package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Path;
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

  @Test
  void aKilledPrimarysPlaceIsTakenByRequestNotByTimeOut() throws Exception {
    long pid = Command.pid(before, before.path("primary").asString(), "mongo");
    try (StoryWriter writer = StoryWriter.start(setkeeper.ok("uri"), "killed")) {
      assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
      writer.awaitMore(10);
      Document election = lastElection();
      assertThat(election.get("electionTerm", Number.class).longValue())
          .isGreaterThan(before.path("config").path("term").asLong());
      assertThat(election.getString("lastElectionReason")).isEqualTo("stepUpRequest");
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
