package io.setkeeper.sandbox.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.DeleteOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server as fabric8's client sees it: the keeper's way. */
class Fabric8Test {
  private static final String STATEFUL_SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: mongo}
      spec:
        serviceName: mongo
        selector: {matchLabels: {role: mongo}}
        template:
          metadata: {labels: {role: mongo}}
          spec:
            containers: [{name: mongo, image: mongo}]
      """;

  @TempDir Path state;
  private TestServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(state);
    client = server.fabric8();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static Pod pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("role", "mongo")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("mongo")
        .withImage("mongo")
        .endContainer()
        .endSpec()
        .build();
  }

  @Test
  void anInformerFollowsPodsByTheirLabel() {
    client.pods().resource(pod("mongo-0")).create();
    List<String> seen = new CopyOnWriteArrayList<>();
    try (var informer =
        client
            .pods()
            .withLabel("role", "mongo")
            .inform(
                new ResourceEventHandler<Pod>() {
                  @Override
                  public void onAdd(Pod pod) {
                    seen.add("add " + pod.getMetadata().getName());
                  }

                  @Override
                  public void onUpdate(Pod before, Pod now) {
                    seen.add("update " + now.getMetadata().getName());
                  }

                  @Override
                  public void onDelete(Pod pod, boolean unknown) {
                    seen.add("delete " + pod.getMetadata().getName());
                  }
                })) {
      client.pods().resource(pod("mongo-1")).create();
      await().atMost(20, SECONDS).untilAsserted(() -> assertThat(seen).hasSize(2));
      client
          .pods()
          .withName("mongo-0")
          .edit(
              pod ->
                  new PodBuilder(pod).editMetadata().addToLabels("x", "y").endMetadata().build());
      server.store().delete(Kinds.POD, "default", "mongo-1", DeleteOptions.NOW);
      await()
          .atMost(20, SECONDS)
          .untilAsserted(
              () ->
                  assertThat(seen)
                      .containsExactly(
                          "add mongo-0", "add mongo-1", "update mongo-0", "delete mongo-1"));
      assertThat(informer.isRunning()).isTrue();
    }
  }

  @Test
  void aSecondCreateOfTheRecordIsRefused() {
    ConfigMap record =
        new ConfigMapBuilder().withNewMetadata().withName("mongo-setkeeper").endMetadata().build();
    client.configMaps().resource(record).create();
    assertThatThrownBy(() -> client.configMaps().resource(record).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(409);
              assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
              assertThat(e.getMessage()).contains("configmaps \"mongo-setkeeper\" already exists");
            });
  }

  @Test
  void anUpdateFromAnOldVersionIsAConflict() {
    ConfigMap record =
        new ConfigMapBuilder().withNewMetadata().withName("mongo-setkeeper").endMetadata().build();
    ConfigMap old = client.configMaps().resource(record).create();
    client.configMaps().resource(new ConfigMapBuilder(old).addToData("a", "1").build()).update();
    assertThatThrownBy(
            () ->
                client
                    .configMaps()
                    .resource(new ConfigMapBuilder(old).addToData("a", "2").build())
                    .update())
        .hasMessageContaining("the object has been modified");
  }

  @Test
  void scalingAndAMergePatchOfAnAnnotationChangeWhatTheyName() {
    client.load(new ByteArrayInputStream(STATEFUL_SET.getBytes(StandardCharsets.UTF_8))).create();
    client.apps().statefulSets().withName("mongo").scale(5);
    StatefulSet patched =
        client
            .apps()
            .statefulSets()
            .withName("mongo")
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"annotations\":{\"setkeeper.io/paused\":\"true\"}}}");
    assertThat(patched.getSpec().getReplicas()).isEqualTo(5);
    assertThat(patched.getMetadata().getAnnotations()).containsEntry("setkeeper.io/paused", "true");
    assertThat(patched.getMetadata().getGeneration()).isEqualTo(2);
  }

  @Test
  void serverSideApplyCreatesAndThenChanges() {
    var set = client.load(new ByteArrayInputStream(STATEFUL_SET.getBytes(StandardCharsets.UTF_8)));
    set.serverSideApply();
    set.serverSideApply();
    assertThat(client.apps().statefulSets().withName("mongo").get().getMetadata().getGeneration())
        .isEqualTo(1);
  }

  @Test
  void theDependentsOfADeletedOwnerAreCollected() {
    client.load(new ByteArrayInputStream(STATEFUL_SET.getBytes(StandardCharsets.UTF_8))).create();
    StatefulSet owner = client.apps().statefulSets().withName("mongo").get();
    Pod owned = pod("mongo-0");
    owned
        .getMetadata()
        .setOwnerReferences(
            List.of(
                new io.fabric8.kubernetes.api.model.OwnerReferenceBuilder()
                    .withApiVersion("apps/v1")
                    .withKind("StatefulSet")
                    .withName("mongo")
                    .withUid(owner.getMetadata().getUid())
                    .withController(true)
                    .build()));
    client.pods().resource(owned).create();
    client.apps().statefulSets().withName("mongo").delete();
    await().atMost(20, SECONDS).until(() -> client.pods().withName("mongo-0").get() == null);
  }

  @Test
  void theLogOfAContainerIsThatOfItsFile() throws Exception {
    client.pods().resource(pod("mongo-0")).create();
    Path folder = state.resolve("pods/default/mongo-0/mongo");
    java.nio.file.Files.createDirectories(folder);
    java.nio.file.Files.writeString(folder.resolve("log"), "one\ntwo\nthree\n");
    assertThat(client.pods().withName("mongo-0").tailingLines(2).getLog())
        .isEqualTo("two\nthree\n");
  }
}
