package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a set before anything is done to it. */
class ExplainIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  @TempDir private static Path folder = Path.of("");
  private static Command setkeeper = new Command(folder, folder);

  @BeforeAll
  static void up() {
    setkeeper = new Command(folder, folder.resolve("state"));
    setkeeper.ok("up", "--detach", "--mongod", "standin", "--timeout", "180");
  }

  @AfterAll
  static void down() {
    setkeeper.run("down", "--volumes");
  }

  private static JsonNode explanation() {
    return JsonMapper.shared().readTree(setkeeper.ok("explain", "-o", "json"));
  }

  private static int version(JsonNode explanation) {
    return explanation.path("config").path("version").asInt();
  }

  @Test
  void aSetIsExplainedAndAPausedOneIsLeftAsItIs() {
    assertThat(setkeeper.ok("explain"))
        .contains("Nothing to do", "Config: as it is.", "Nothing was touched.");

    int version = version(explanation());
    assertThat(version).isPositive();
    pause();
    setkeeper.ok("scale", "statefulset/mongo", "--replicas=5");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(explanation().path("next").path("diff")).as("newcomers").hasSize(2));

    assertThat(setkeeper.ok("explain"))
        .contains("Paused by annotation", "Adding", "newcomers-without-vote");
    assertThat(version(explanation())).isEqualTo(version);
    assertThat(explanation().path("config").path("members")).hasSize(3);
    inAnyContext();
  }

  /** A sandbox is a cluster too: its pods' mongods are asked over its port-forward. */
  private static void inAnyContext() {
    String kubeconfig = setkeeper.ok("kubeconfig");
    Command.Result result =
        setkeeper.runAsIs("explain", "--kubeconfig", kubeconfig, "--context", "setkeeper");

    assertThat(result.code()).as(result.said()).isZero();
    assertThat(result.said()).contains("context setkeeper", "Adding").doesNotContain("unknown:");

    Command.Result none =
        setkeeper.runAsIs("explain", "--kubeconfig", kubeconfig, "--context", "prod");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.said()).contains("There is no context 'prod'", "There are: setkeeper");
  }

  private static void pause() {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Path.of(setkeeper.ok("kubeconfig")).toFile()))
            .build()) {
      client
          .apps()
          .statefulSets()
          .inNamespace("default")
          .withName("mongo")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"metadata\":{\"annotations\":{\"setkeeper.io/paused\":\"true\"}}}");
    }
  }
}
