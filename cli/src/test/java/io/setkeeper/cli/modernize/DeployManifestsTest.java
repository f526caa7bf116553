package io.setkeeper.cli.modernize;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.setkeeper.cli.manifest.Manifests;
import io.setkeeper.cli.modernize.model.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * deploy/manifests is what modernize makes of the recipe, in files of its own and with its reasons.
 */
class DeployManifestsTest {
  private static final Path FOLDER = Path.of("../deploy/manifests");

  /** Writes what a model knows, and not what it merely carries along. */
  private static final class KnownOnly extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnyGetter(MapperConfig<?> config, Annotated annotated) {
      return false;
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> !f.endsWith("kustomization.yaml")).sorted().toList();
    }
  }

  private static Result deployed() throws IOException {
    return Modernizer.modernize(
        files().stream().map(f -> new Source(f.getFileName().toString(), text(f))).toList(),
        Runs.PLAIN);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void modernizeHasNothingToAddToThem() throws IOException {
    assertThat(deployed().changes()).isEmpty();
  }

  @Test
  void theyAgreeWithWhatModernizeMakesOfTheRecipe() throws IOException {
    Wishes wishes =
        new Wishes(
            "setkeeper/keeper:" + version(), true, Optional.empty(), Optional.of("any"), "default");
    Map<String, JsonNode> made = byName(Modernizer.modernize(Runs.recipe(), wishes));
    // The recipe's Service goes by one of the pods' two labels.
    made.computeIfPresent(
        "Service mongo",
        (name, service) -> {
          ((ObjectNode) service.at("/spec/selector")).put("environment", "test");
          return service;
        });
    assertThat(byName(deployed())).isEqualTo(made);
  }

  /** The project's, as the root pom.xml has it. */
  private static String version() throws IOException {
    return Files.readString(Path.of("../pom.xml"))
        .replaceFirst("(?s).*?<artifactId>setkeeper</artifactId>\\s*<version>([^<]+)<.*", "$1");
  }

  /**
   * Each object without what may differ: names of ports and of the keeper's container, the class.
   */
  private static Map<String, JsonNode> byName(Result result) {
    Map<String, JsonNode> objects = new TreeMap<>();
    for (JsonNode object : Manifest.objects(result)) {
      object.findParents("port").forEach(DeployManifestsTest::plainPort);
      object.findParents("containerPort").forEach(DeployManifestsTest::plainPort);
      object
          .findParents("storageClassName")
          .forEach(o -> ((ObjectNode) o).remove("storageClassName"));
      JsonNode containers = object.at("/spec/template/spec/containers");
      containers.forEach(
          c ->
              ((ObjectNode) c)
                  .put("name", c.path("name").asString().replace("mongo-sidecar", "setkeeper")));
      sort(object.at("/spec/template/spec/containers/1/env"));
      objects.put(
          object.path("kind").asString() + " " + object.at("/metadata/name").asString(), object);
    }
    return objects;
  }

  private static void plainPort(JsonNode port) {
    ((ObjectNode) port).remove(List.of("name", "targetPort"));
  }

  private static void sort(JsonNode list) {
    if (list instanceof ArrayNode array) {
      List<JsonNode> items =
          array.valueStream().sorted(Comparator.comparing(JsonNode::toString)).toList();
      array.removeAll().addAll(items);
    }
  }

  @Test
  void everyFieldIsOneThatKubernetesHas() throws IOException {
    JsonMapper known = JsonMapper.builder().annotationIntrospector(new KnownOnly()).build();
    KubernetesSerialization models = new KubernetesSerialization();
    for (JsonNode object : Manifest.objects(deployed())) {
      Object typed = models.unmarshal(object.toString());
      JsonNode again = known.readTree(known.writeValueAsString(typed));
      // The model gives claims what their place says already.
      again
          .at("/spec/volumeClaimTemplates")
          .forEach(claim -> ((ObjectNode) claim).remove(List.of("apiVersion", "kind")));
      assertThat(again).as(typed.getClass().getSimpleName()).isEqualTo(object);
    }
  }

  @Test
  void theSandboxHasAllThatTheyName() throws IOException {
    assertThat(Manifests.read(files(), image -> true)).hasSize(8);
  }
}
