package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.setkeeper.core.invariant.AcknowledgedWrites;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From three to nine members, to one, and back, under a writer outside. The long way has the hook:
 * without it a mongod ends before the set is without it, and the last two voters' majority is gone
 * if the primary's keeper does not get to it within the election timeout.
 */
@Tag("long")
class ScalingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path folder = Path.of("");

  @Test
  void noAcknowledgedWriteIsLostAndVotesAreNeverEvenAtRest() throws Exception {
    Command setkeeper = new Command(folder, folder.resolve("state"));
    String files = Hook.manifests(folder).toString();
    setkeeper.ok("up", "--detach", "--mongod", "standin", "-f", files, "--timeout", "180");
    try (SetWatch set = SetWatch.start(setkeeper.state());
        StoryWriter writer = StoryWriter.start(setkeeper.ok("uri"), "scaling")) {
      awaitWhole(set, 3, 3);
      scale(setkeeper, set, 7, 7);
      scale(setkeeper, set, 9, 7);
      Map<String, Integer> ids = set.ids();
      JsonNode before = setkeeper.status();
      kill(before, "mongo-4");
      setkeeper.ok("delete", "pod/mongo-5");
      awaitAnew(setkeeper, before, "mongo-4");
      awaitAnew(setkeeper, before, "mongo-5");
      awaitWhole(set, 9, 7);
      assertThat(set.ids()).isEqualTo(ids);
      scale(setkeeper, set, 3, 3);
      scale(setkeeper, set, 1, 1);
      scale(setkeeper, set, 3, 3);
      assertNothingLost(set, writer);
    } finally {
      setkeeper.run("down", "--volumes");
    }
  }

  @Test
  void theRecipeAsItIsGoesToOneAndBack() throws Exception {
    Command setkeeper = new Command(folder, folder.resolve("state"));
    setkeeper.ok("up", "--detach", "--mongod", "standin", "--timeout", "180");
    try (SetWatch set = SetWatch.start(setkeeper.state());
        StoryWriter writer = StoryWriter.start(setkeeper.ok("uri"), "scaling")) {
      awaitWhole(set, 3, 3);
      scale(setkeeper, set, 1, 1);
      scale(setkeeper, set, 3, 3);
      assertNothingLost(set, writer);
    } finally {
      setkeeper.run("down", "--volumes");
    }
  }

  private static void assertNothingLost(SetWatch set, StoryWriter writer) throws Exception {
    writer.awaitMore(10);
    AcknowledgedWrites<Long> acknowledged = new AcknowledgedWrites<>();
    Set<Long> found = writer.finish();
    writer.acknowledged().forEach(acknowledged::acknowledged);
    assertThat(acknowledged.primary("the set", found::contains)).isEmpty();
    assertThat(set.violations()).isEmpty();
  }

  private static void scale(Command setkeeper, SetWatch set, int replicas, long voters) {
    setkeeper.ok("scale", "statefulset/mongo", "--replicas=" + replicas);
    awaitWhole(set, replicas, voters);
  }

  private static void awaitWhole(SetWatch set, int members, long voters) {
    await(members + " members, " + voters + " votes")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(set.votersWhenWhole(members)).as("%s", set.now()).hasValue(voters));
  }

  private static void awaitAnew(Command setkeeper, JsonNode before, String pod) {
    long old = Command.pid(before, pod, "mongo");
    setkeeper.awaitStatus(
        now -> Command.process(now, pod, "mongo").filter(pid -> pid != old).isPresent());
  }

  private static void kill(JsonNode status, String pod) {
    long pid = Command.pid(status, pod, "mongo");
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
  }
}
