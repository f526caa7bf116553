package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What happens to the node and to the API server: only on {@code e2e/cluster}, whose they are. */
@Isolated("it stops the API server")
@Needs(Needs.Thing.NODE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeIT {
  private static final Duration OUTAGE = Duration.ofMinutes(1);

  private MongoSet set;
  private Node node;

  @BeforeAll
  void apply(@TempDir Path folder) throws IOException {
    set = Recipe.applied("node", folder);
    node = set.target().node().orElseThrow();
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
  void withoutAnApiServerForAMinuteTheSetTakesWritesAllTheTime() throws Exception {
    Seen before = set.awaitWhole(3, 3);
    try (Writer writer = Writer.start(set, "no-api")) {
      node.stop("kube-apiserver");
      try {
        Instant end = Instant.now().plus(OUTAGE);
        while (Instant.now().isBefore(end)) {
          writer.awaitMore(1);
        }
      } finally {
        node.start("kube-apiserver");
      }
      writer.awaitMore(20);
      Writer.Result result = writer.finish();
      assertThat(result.missing()).isEmpty();
      assertThat(result.failed()).isEmpty();
    }
    Seen after = set.awaitWhole(3, 3);
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.term()).isEqualTo(before.term());
  }

  @Test
  void aKubeletThatIsRestartedChangesNothing() throws Exception {
    Seen before = set.awaitWhole(3, 3);
    List<String> uids = set.uids();
    try (Writer writer = Writer.start(set, "kubelet")) {
      node.restart("kubelet");
      writer.awaitMore(200);
      Writer.Result result = writer.finish();
      assertThat(result.missing()).isEmpty();
      assertThat(result.failed()).isEmpty();
    }
    Seen after = set.awaitWhole(3, 3);
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(set.uids()).isEqualTo(uids);
  }

  /** As kubectl does: the kubelet writes to its node all the time. */
  private static void cordon(KubernetesClient client, String nodeName, boolean cordoned) {
    io.fabric8.kubernetes.api.model.Node ignored =
        client
            .nodes()
            .withName(nodeName)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\":{\"unschedulable\":%s}}".formatted(cordoned));
  }

  @Test
  void aDrainTakesOnePodAndTheBudgetKeepsTheMajority() throws Exception {
    KubernetesClient client = set.client();
    String nodeName = set.pod("mongo-0").getSpec().getNodeName();
    try (Writer writer = Writer.start(set, "drain")) {
      cordon(client, nodeName, true);
      try {
        List<Boolean> evicted =
            set.pods().stream().map(pod -> client.pods().resource(pod).evict()).toList();
        assertThat(evicted).containsExactlyInAnyOrder(true, false, false);
        writer.awaitMore(100);
      } finally {
        cordon(client, nodeName, false);
      }
      set.awaitWhole(3, 3);
      Writer.Result result = writer.finish();
      assertThat(result.missing()).isEmpty();
      assertThat(result.failed()).isEmpty();
    }
  }

  @Test
  void aKilledKeeperIsStartedAgainAndGoesOn() {
    String primary = set.primary();
    int restarts = set.restarts(primary, "mongo-sidecar");
    node.killContainer(set.pod(primary), "mongo-sidecar");
    MongoSet.patiently("the keeper was started again")
        .until(() -> set.restarts(primary, "mongo-sidecar") > restarts);
    set.awaitWhole(3, 3);
    assertThat(set.primary()).isEqualTo(primary);
  }
}
