package io.setkeeper.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
  private static final Path RECIPE = Path.of("..", "examples", "mongo");

  @TempDir Path state;
  private Sandbox sandbox;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(
            new SandboxSettings(
                state,
                List.of(
                    new ScriptImage("mongo", "echo listening at $SETKEEPER_MONGOD_HOST; sleep 600"),
                    new ScriptImage("cvallance/mongo-k8s-sidecar", "sleep 600"))));
    client = connect();
  }

  private KubernetesClient connect() {
    try {
      Config config = Config.fromKubeconfig(Files.readString(sandbox.kubeconfig()));
      return new KubernetesClientBuilder().withConfig(config).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  @Test
  void theRecipesPodsComeInOrderAndTheirClaimsAreBound() {
    applyRecipe();
    awaitReady("mongo-0", "mongo-1", "mongo-2");

    List<String> created =
        pods().stream().map(p -> p.getStatus().getStartTime() + p.getMetadata().getName()).toList();
    assertThat(created).isSorted();
    assertThat(client.persistentVolumeClaims().inNamespace("default").list().getItems())
        .extracting(c -> c.getMetadata().getName() + " " + c.getStatus().getPhase())
        .containsExactly(
            "mongo-persistent-storage-mongo-0 Bound",
            "mongo-persistent-storage-mongo-1 Bound",
            "mongo-persistent-storage-mongo-2 Bound");
  }

  @Test
  void aScaledDownSetLosesItsHighestPodAndKeepsItsClaim() {
    applyRecipe();
    awaitReady("mongo-0", "mongo-1", "mongo-2");

    client.apps().statefulSets().inNamespace("default").withName("mongo").scale(2);

    awaitReady("mongo-0", "mongo-1");
    assertThat(state.resolve("volumes/default/mongo-persistent-storage-mongo-2")).isDirectory();
  }

  @Test
  void aDeletedPodComesBackUnderItsNameAndAddress() {
    applyRecipe();
    awaitReady("mongo-0", "mongo-1", "mongo-2");
    Pod before = pod("mongo-1").orElseThrow();

    client.pods().inNamespace("default").withName("mongo-1").delete();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                pod("mongo-1")
                    .filter(p -> !p.getMetadata().getUid().equals(before.getMetadata().getUid()))
                    .filter(Readiness::isPodReady)
                    .isPresent());
    assertThat(pod("mongo-1").orElseThrow().getStatus().getPodIP())
        .isEqualTo(before.getStatus().getPodIP());
  }

  @Test
  void aKilledProcessIsStartedAgain() {
    applyRecipe();
    awaitSome("mongo-0");
    long pid = pid(pod("mongo-0").orElseThrow());

    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              ContainerStatus status =
                  pod("mongo-0").orElseThrow().getStatus().getContainerStatuses().getFirst();
              assertThat(status.getRestartCount()).isEqualTo(1);
              assertThat(status.getState().getRunning()).isNotNull();
            });
  }

  @Test
  void nothingRunsAfterTheEndAndAllIsThereAgainAfterTheNextStart() throws IOException {
    applyRecipe();
    awaitReady("mongo-0", "mongo-1", "mongo-2");
    long pid = pid(pod("mongo-0").orElseThrow());
    Files.writeString(
        state.resolve("volumes/default/mongo-persistent-storage-mongo-0/data"), "kept");
    client.close();
    sandbox.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();

    start();

    awaitReady("mongo-0", "mongo-1", "mongo-2");
    assertThat(state.resolve("volumes/default/mongo-persistent-storage-mongo-0/data"))
        .hasContent("kept");
  }

  @Test
  void aDeletedSetTakesItsPodsAndLeavesItsClaims() {
    applyRecipe();
    awaitSome("mongo-0");

    client.apps().statefulSets().inNamespace("default").withName("mongo").delete();

    awaitReady();
    assertThat(client.persistentVolumeClaims().inNamespace("default").list().getItems())
        .isNotEmpty();
  }

  @Test
  void aSecondServerOnTheSameFolderNamesTheFirst() {
    assertThatThrownBy(() -> Sandbox.start(new SandboxSettings(state, List.of())))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("is running already")
        .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
  }

  private void applyRecipe() {
    try (Stream<Path> files = Files.list(RECIPE)) {
      for (Path file : files.sorted().toList()) {
        client.resource(Files.readString(file)).inNamespace("default").create();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Pod> pods() {
    return client.pods().inNamespace("default").list().getItems();
  }

  private Optional<Pod> pod(String name) {
    return Optional.ofNullable(client.pods().inNamespace("default").withName(name).get());
  }

  private static long pid(Pod pod) {
    String id = pod.getStatus().getContainerStatuses().getFirst().getContainerID();
    return Long.parseLong(id.substring("process://".length()));
  }

  private void awaitSome(String name) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> pod(name).filter(Readiness::isPodReady).isPresent());
  }

  /** Waits until exactly these pods are there, and all are ready. */
  private void awaitReady(String... names) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              List<Pod> all = pods();
              assertThat(all).extracting(p -> p.getMetadata().getName()).containsExactly(names);
              assertThat(all).allMatch(Readiness::isPodReady);
            });
  }
}
