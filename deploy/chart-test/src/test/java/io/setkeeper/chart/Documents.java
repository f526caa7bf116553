package io.setkeeper.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML as trees. */
final class Documents {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path MANIFESTS = Path.of("../manifests");

  private Documents() {}

  /** A file of one document. */
  static ObjectNode read(Path file) {
    return (ObjectNode) YAML.readTree(file);
  }

  /** The Kubernetes objects of a text, by kind and name. */
  static Map<String, ObjectNode> objects(String text) {
    Map<String, ObjectNode> objects = new TreeMap<>();
    try (MappingIterator<ObjectNode> documents =
        YAML.readerFor(ObjectNode.class).readValues(text)) {
      documents.forEachRemaining(
          object ->
              objects.put(
                  object.path("kind").asString() + " " + object.at("/metadata/name").asString(),
                  object));
    }
    return objects;
  }

  /** Those of deploy/manifests. */
  static Map<String, ObjectNode> manifests() throws IOException {
    Map<String, ObjectNode> objects = new TreeMap<>();
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      for (Path file : files.filter(f -> !f.endsWith("kustomization.yaml")).toList()) {
        objects.putAll(objects(Files.readString(file)));
      }
    }
    return objects;
  }

  /** Those of deploy/manifests with the keeper as overlays/native-sidecar has it. */
  static Map<String, ObjectNode> manifestsWithNativeSidecar() throws IOException {
    Map<String, ObjectNode> objects = manifests();
    ObjectNode pod = pod(objects);
    ArrayNode containers = (ArrayNode) pod.path("containers");
    ObjectNode keeper = (ObjectNode) containers.remove(1);
    pod.putArray("initContainers").add(keeper.put("restartPolicy", "Always"));
    return objects;
  }

  /** The spec of the pods of the StatefulSet {@code mongo}. */
  static ObjectNode pod(Map<String, ObjectNode> objects) {
    ObjectNode set = objects.getOrDefault("StatefulSet mongo", YAML.createObjectNode());
    return (ObjectNode) set.at("/spec/template/spec");
  }
}
