package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Causes;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.NameRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notes what is wrong with a pod's spec.
 *
 * @param field where the spec is, e.g. {@code spec.template.spec}
 * @param causes to note it in
 */
record PodSpecCheck(String field, Causes causes) {
  private static final List<String> RESTART = List.of("Always", "OnFailure", "Never");
  private static final List<String> PULL = List.of("Always", "IfNotPresent", "Never");
  private static final int LAST_PORT = 65_535;

  /**
   * @param claims names of volumes that come from elsewhere: a StatefulSet's claim templates
   */
  void check(JsonNode spec, Set<String> claims) {
    List<ObjectNode> containers = PodSpecs.objects(spec, "containers");
    if (containers.isEmpty()) {
      causes.required(field + ".containers", "");
    }
    Set<String> volumes =
        PodSpecs.objects(spec, "volumes").stream()
            .map(volume -> Json.text(volume, "name"))
            .collect(Collectors.toCollection(HashSet::new));
    volumes.addAll(claims);
    Set<String> names = new HashSet<>();
    containers(containers, field + ".containers", volumes, names);
    containers(PodSpecs.objects(spec, "initContainers"), field + ".initContainers", volumes, names);
    oneOf(spec, "restartPolicy", field, RESTART);
    if (Json.number(spec, 0, "terminationGracePeriodSeconds") < 0) {
      causes.invalid(
          field + ".terminationGracePeriodSeconds",
          spec.path("terminationGracePeriodSeconds"),
          "must be greater than or equal to 0");
    }
  }

  private void containers(
      List<ObjectNode> containers, String at, Set<String> volumes, Set<String> names) {
    for (int i = 0; i < containers.size(); i++) {
      container(containers.get(i), at + "[" + i + "]", volumes, names);
    }
  }

  private void container(ObjectNode container, String at, Set<String> volumes, Set<String> names) {
    String name = Json.text(container, "name");
    if (name.isEmpty()) {
      causes.required(at + ".name", "");
    } else {
      NameRule.DNS_LABEL
          .objection(name)
          .ifPresent(objection -> causes.invalid(at + ".name", name, objection));
      if (!names.add(name)) {
        causes.duplicate(at + ".name", name);
      }
    }
    if (Json.text(container, "image").isBlank()) {
      causes.required(at + ".image", "");
    }
    oneOf(container, "imagePullPolicy", at, PULL);
    List<ObjectNode> ports = PodSpecs.objects(container, "ports");
    for (int i = 0; i < ports.size(); i++) {
      port(causes, ports.get(i).path("containerPort"), at + ".ports[" + i + "].containerPort");
    }
    mounts(PodSpecs.objects(container, "volumeMounts"), at + ".volumeMounts", volumes);
  }

  private void mounts(List<ObjectNode> mounts, String at, Set<String> volumes) {
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      String name = Json.text(mounts.get(i), "name");
      String path = Json.text(mounts.get(i), "mountPath");
      String here = at + "[" + i + "]";
      if (name.isEmpty()) {
        causes.required(here + ".name", "");
      } else if (!volumes.contains(name)) {
        causes.missing(here + ".name", name);
      }
      if (path.isEmpty()) {
        causes.required(here + ".mountPath", "");
      } else if (!paths.add(path)) {
        causes.invalid(here + ".mountPath", path, "must be unique");
      }
    }
  }

  private void oneOf(JsonNode parent, String property, String at, List<String> values) {
    String value = Json.text(parent, property);
    if (!value.isEmpty() && !values.contains(value)) {
      causes.notSupported(at + "." + property, value, values);
    }
  }

  static void port(Causes causes, JsonNode port, String at) {
    if (!port.isNumber()) {
      causes.required(at, "");
    } else if (port.asLong() < 1 || port.asLong() > LAST_PORT) {
      causes.invalid(at, port, "must be between 1 and 65535, inclusive");
    }
  }
}
