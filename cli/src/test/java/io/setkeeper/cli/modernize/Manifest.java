package io.setkeeper.cli.modernize;

import io.setkeeper.cli.modernize.text.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A StatefulSet as somebody may have it.
 *
 * @param sidecar its image; empty for none
 * @param grace seconds; 0 for none said
 * @param annotated whether its claim has its class in an annotation
 */
record Manifest(
    String apiVersion,
    List<String> flags,
    String sidecar,
    int grace,
    boolean annotated,
    boolean selector,
    boolean spread) {

  ObjectNode tree() {
    ObjectNode set = JsonMapper.shared().createObjectNode();
    set.put("apiVersion", apiVersion).put("kind", "StatefulSet");
    set.putObject("metadata").put("name", "db");
    ObjectNode spec = set.putObject("spec");
    spec.put("serviceName", "db").put("replicas", 3);
    if (selector) {
      spec.putObject("selector").putObject("matchLabels").put("app", "db");
    }
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", "db").put("on", "yes");
    pod(template.putObject("spec"));
    claim(spec.putArray("volumeClaimTemplates").addObject());
    return set;
  }

  private void pod(ObjectNode pod) {
    if (grace > 0) {
      pod.put("terminationGracePeriodSeconds", grace);
    }
    if (spread) {
      pod.putObject("affinity").putObject("nodeAffinity");
    }
    ArrayNode containers = pod.putArray("containers");
    ObjectNode mongod = containers.addObject().put("name", "mongo").put("image", "mongo:7.0");
    ArrayNode command = mongod.putArray("command").add("mongod").add("--replSet").add("rs0");
    flags.forEach(command::add);
    mongod.putArray("volumeMounts").addObject().put("name", "data").put("mountPath", "/data/db");
    if (!sidecar.isEmpty()) {
      ObjectNode keeper = containers.addObject().put("name", "side").put("image", sidecar);
      keeper
          .putArray("env")
          .addObject()
          .put("name", "MONGO_SIDECAR_POD_LABELS")
          .put("value", "app=db");
    }
  }

  private void claim(ObjectNode claim) {
    ObjectNode metadata = claim.putObject("metadata").put("name", "data");
    ObjectNode spec = claim.putObject("spec");
    spec.putArray("accessModes").add("ReadWriteOnce");
    spec.putObject("resources").putObject("requests").put("storage", "1Gi");
    if (annotated) {
      metadata.putObject("annotations").put("volume.beta.kubernetes.io/storage-class", "fast");
    } else {
      spec.put("storageClassName", "ssd");
    }
  }

  /** What a result says, an object each. */
  static List<JsonNode> objects(Result result) {
    List<JsonNode> objects = new ArrayList<>();
    for (Source file : result.files()) {
      for (JsonNode tree : ParsedFile.of(file.name(), file.text()).trees()) {
        if (tree.has("items")) {
          tree.path("items").forEach(objects::add);
        } else {
          objects.add(tree);
        }
      }
    }
    return objects;
  }
}
