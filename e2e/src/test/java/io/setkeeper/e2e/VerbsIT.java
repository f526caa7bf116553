package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of {@code ./setkeeper} on a set in a cluster, as a person types them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerbsIT {
  private static final List<List<String>> VERBS =
      List.of(
          List.of("status"),
          List.of("explain"),
          List.of("uri"),
          List.of("logs", "mongo-0"),
          List.of("scale", "statefulset/mongo", "--replicas=5"),
          List.of("connect"));

  private MongoSet set;
  private Setkeeper setkeeper;

  @BeforeAll
  void apply(@TempDir Path folder) throws IOException {
    set = Recipe.applied("typed", folder);
    setkeeper = Setkeeper.of(set);
  }

  @BeforeEach
  void isWhole() {
    set.awaitWhole(3, 3);
  }

  @AfterAll
  void end() {
    set.close();
  }

  @Test
  void statusExplainUriAndLogsTellOfTheSetAndTouchNothing() {
    Seen before = set.awaitWhole(3, 3);
    MongoSet.patiently("status says that it is healthy")
        .until(() -> setkeeper.run(List.of("status")).exitCode() == 0);

    Map<?, ?> status = Serialization.unmarshal(setkeeper.ok("status", "-o", "json"), Map.class);
    assertThat(status.get("set")).isEqualTo("rs0");
    assertThat(status.get("healthy")).isEqualTo(true);
    assertThat(status.get("primary")).isEqualTo(before.self());
    assertThat(status.get("members")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(3);
    assertThat(setkeeper.ok("explain"))
        .contains("Nothing to do", "Config: as it is.", "Nothing was touched.");
    assertThat(setkeeper.ok("uri").strip())
        .startsWith("mongodb://")
        .contains(before.members().stream().map(Seen.Member::host).toList())
        .endsWith("/?replicaSet=rs0");
    assertThat(setkeeper.ok("logs", "mongo-0", "-c", "mongo-sidecar")).contains("mongo-0");
    assertThat(set.awaitWhole(3, 3).version()).isEqualTo(before.version());
  }

  @Test
  void aDriverAtTheDoorsLosesNothingWhileThePrimaryGoesAndTheSetGrowsAndShrinks() throws Exception {
    try (Writer writer = Writer.atTheDoors(set, "doors")) {
      set.deleteAndAwaitAnew(set.primary());
      writer.awaitMore(20);
      scale(5);
      writer.awaitMore(20);
      scale(3);
      writer.awaitMore(20);
      Writer.Result result = writer.finish();
      Figures.print("at the doors, the primary's pod deleted, 3 to 5 to 3", result);
      assertThat(result.missing()).isEmpty();
    }
    MongoSet.patiently("three pods").until(() -> set.pods().size() == 3);
  }

  private void scale(int replicas) {
    assertThat(setkeeper.ok("scale", "statefulset/mongo", "--replicas=" + replicas))
        .contains("scaled");
    set.awaitWhole(replicas, replicas);
  }

  @Test
  @Needs(Needs.Thing.KUBECTL)
  void itIsAPluginOfKubectl(@TempDir Path bin) throws IOException {
    Path link = bin.resolve("kubectl-setkeeper");
    Files.createSymbolicLink(link, setkeeper.checkout().resolve("setkeeper"));
    Map<String, String> path = Map.of("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    try {
      assertThat(Kubectl.ok(set.target(), path, "setkeeper", "uri", "-n", "typed").strip())
          .isEqualTo(setkeeper.ok("uri").strip());
    } finally {
      // JUnit warns of links that lead out of its folder.
      Files.delete(link);
    }
  }

  @Test
  void anotherNamespaceIsRefusedByEveryVerb() {
    for (List<String> verb : VERBS) {
      refused(setkeeper.in("nowhere").run(verb), "nowhere");
    }
  }

  @Test
  @Needs(Needs.Thing.RIGHTS)
  void whoHasNoRightsIsToldWhichAndNothingIsTouched(@TempDir Path folder) throws IOException {
    Setkeeper stranger = setkeeper.as(Stranger.kubeconfig(set, folder));
    for (List<String> verb : VERBS) {
      refused(stranger.run(verb), "Not allowed", Stranger.account(set));
    }
    assertThat(set.statefulSet().get().getSpec().getReplicas()).isEqualTo(3);
  }

  /** One message, which says what is wrong and what to do. */
  private static void refused(Run.Result result, String... words) {
    assertThat(result.exitCode()).as(result.errors()).isEqualTo(2);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains(words).doesNotContain("\tat ");
    assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
  }
}
