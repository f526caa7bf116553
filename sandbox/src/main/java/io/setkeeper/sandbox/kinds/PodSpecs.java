package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is filled in where a pod's spec, in a Pod or a template, leaves it out. */
final class PodSpecs {
  private static final int MODE_0644 = 420;

  private PodSpecs() {}

  static void defaults(ObjectNode spec) {
    Json.preset(spec, "restartPolicy", "Always");
    Json.preset(spec, "dnsPolicy", "ClusterFirst");
    Json.preset(spec, "schedulerName", "default-scheduler");
    Json.preset(spec, "terminationGracePeriodSeconds", 30);
    Json.with(spec, "securityContext");
    objects(spec, "containers").forEach(PodSpecs::container);
    objects(spec, "initContainers").forEach(PodSpecs::container);
    objects(spec, "volumes").forEach(PodSpecs::volume);
  }

  private static void container(ObjectNode container) {
    Json.preset(container, "terminationMessagePath", "/dev/termination-log");
    Json.preset(container, "terminationMessagePolicy", "File");
    Json.preset(container, "imagePullPolicy", pullPolicy(Json.text(container, "image")));
    Json.with(container, "resources");
    objects(container, "ports").forEach(port -> Json.preset(port, "protocol", "TCP"));
    for (ObjectNode variable : objects(container, "env")) {
      if (Json.at(variable, "valueFrom", "fieldRef") instanceof ObjectNode reference) {
        Json.preset(reference, "apiVersion", "v1");
      }
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(probe) instanceof ObjectNode given) {
        probe(given);
      }
    }
  }

  private static void probe(ObjectNode probe) {
    Json.preset(probe, "timeoutSeconds", 1);
    Json.preset(probe, "periodSeconds", 10);
    Json.preset(probe, "successThreshold", 1);
    Json.preset(probe, "failureThreshold", 3);
    if (probe.get("httpGet") instanceof ObjectNode get) {
      Json.preset(get, "scheme", "HTTP");
      Json.preset(get, "path", "/");
    }
  }

  private static void volume(ObjectNode volume) {
    if (volume.size() == 1) {
      Json.with(volume, "emptyDir");
    }
    for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
      if (volume.get(source) instanceof ObjectNode given) {
        Json.preset(given, "defaultMode", MODE_0644);
      }
    }
    if (volume.get("hostPath") instanceof ObjectNode path) {
      Json.preset(path, "type", "");
    }
  }

  /** {@code latest}, said or not, is looked for anew each time. */
  private static String pullPolicy(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    boolean fixed = name.contains("@") || (name.contains(":") && !name.endsWith(":latest"));
    return fixed ? "IfNotPresent" : "Always";
  }

  /** The objects in a list; none where there is no list. */
  static List<ObjectNode> objects(JsonNode parent, String property) {
    return parent
        .path(property)
        .valueStream()
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .toList();
  }
}
