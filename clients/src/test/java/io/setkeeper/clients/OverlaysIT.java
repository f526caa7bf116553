package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** The Kustomize overlays, as kubectl renders and applies them. */
class OverlaysIT {
  private static final Path OVERLAYS = Setkeeper.checkout().resolve("deploy/overlays");

  static List<String> overlays() throws IOException {
    try (Stream<Path> folders = Files.list(OVERLAYS)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private static String render(String folder) {
    return Run.of(
            Setkeeper.checkout(), Map.of(), List.of("kubectl", "kustomize", "deploy/" + folder))
        .succeeded()
        .out();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void anOverlayHasAllThatTheBaseHas(String overlay) {
    assertThat(kinds(render("overlays/" + overlay))).containsAll(kinds(render("manifests")));
  }

  private static List<String> kinds(String rendered) {
    return rendered.lines().filter(line -> line.startsWith("kind: ")).toList();
  }

  @Test
  void theOldestKubernetesGetsTheBudgetThatItKnows() {
    assertThat(render("overlays/legacy-1.20"))
        .contains("apiVersion: policy/v1beta1\nkind: PodDisruptionBudget")
        .doesNotContain("policy/v1\n");
  }

  @Test
  void overlaysAreAcceptedAndNativeSidecarsFormASet() throws IOException {
    try (var setkeeper = Setkeeper.up()) {
      setkeeper.kubectl("create", "namespace", "shop").succeeded();
      for (String overlay : List.of("manifests", "overlays/parallel", "overlays/zones")) {
        setkeeper
            .kubectl("apply", "-n", "shop", "--dry-run=server", "-k", "deploy/" + overlay)
            .succeeded();
      }
      setkeeper
          .kubectl("apply", "-k", inNamespace("shop", "native-sidecar", setkeeper.folder()))
          .succeeded();
      assertThat(setkeeper.kubectl("get", "rolebindings", "-A", "-o", "yaml").succeeded().out())
          .contains("namespace: shop")
          .doesNotContain("namespace: default");
      await("three healthy members kept by native sidecars")
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> healthy(setkeeper.run("status", "-o", "json", "-n", "shop")));
      sameKeeper(setkeeper);
    }
  }

  /** A kustomization of one's own, as docs/deploy.md has it. */
  private static String inNamespace(String namespace, String overlay, Path folder)
      throws IOException {
    Path own = Files.createDirectory(folder.resolve("own")).toRealPath();
    Files.writeString(
        own.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: %s
        bases:
        - %s
        """
            .formatted(namespace, own.relativize(OVERLAYS.toRealPath().resolve(overlay))));
    return own.toString();
  }

  private static boolean healthy(Run status) {
    if (!status.out().startsWith("{")) {
      return false;
    }
    JsonNode read = JsonMapper.shared().readTree(status.out());
    return read.path("healthy").asBoolean() && read.path("members").size() == 3;
  }

  /** The overlay writes the keeper's container once more: it is the base's. */
  private static void sameKeeper(Setkeeper setkeeper) {
    JsonNode plain = container(setkeeper, "manifests", "/spec/template/spec/containers/1");
    JsonNode sidecar =
        container(setkeeper, "overlays/native-sidecar", "/spec/template/spec/initContainers/0");
    assertThat(sidecar.path("restartPolicy").asString()).isEqualTo("Always");
    assertThat(((tools.jackson.databind.node.ObjectNode) sidecar).remove("restartPolicy"))
        .isNotNull();
    assertThat(sidecar).isEqualTo(plain);
  }

  private static JsonNode container(Setkeeper setkeeper, String folder, String pointer) {
    String json =
        setkeeper
            .kubectl(
                "create", "--dry-run=client", "-n", "other", "-o", "json", "-k", "deploy/" + folder)
            .succeeded()
            .out();
    // One object after the other, where they come from a kustomization.
    try (MappingIterator<JsonNode> objects =
        JsonMapper.shared().readerFor(JsonNode.class).readValues(json)) {
      while (objects.hasNextValue()) {
        JsonNode object = objects.nextValue();
        if (object.path("kind").asString().equals("StatefulSet")) {
          return object.at(pointer);
        }
      }
    }
    throw new AssertionError("no StatefulSet in " + json);
  }
}
