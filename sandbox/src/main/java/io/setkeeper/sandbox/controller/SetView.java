package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A StatefulSet and what surrounds it, at one moment.
 *
 * @param set the StatefulSet
 * @param pods all pods of its namespace
 * @param claims the claims of its namespace by name
 * @param revisions all ControllerRevisions of its namespace
 * @param services the names of the services of its namespace
 * @param now the time of the look
 */
record SetView(
    ObjectNode set,
    List<ObjectNode> pods,
    Map<String, ObjectNode> claims,
    List<ObjectNode> revisions,
    Set<String> services,
    Instant now) {

  String name() {
    return Json.name(set);
  }

  String service() {
    return Json.text(set, "spec", "serviceName");
  }

  int replicas() {
    return Fields.number(set, 1, "spec", "replicas");
  }

  /** The ordinal of the first pod. */
  int start() {
    return Fields.number(set, 0, "spec", "ordinals", "start");
  }

  boolean wants(int ordinal) {
    return ordinal >= start() && ordinal < start() + replicas();
  }

  /** Whether pods are started and stopped one after the other. */
  boolean ordered() {
    return !Json.text(set, "spec", "podManagementPolicy").equals("Parallel");
  }

  boolean rolling() {
    return !Json.text(set, "spec", "updateStrategy", "type").equals("OnDelete");
  }

  /** Pods below this ordinal keep the current revision in a rolling update. */
  int firstToUpdate() {
    return start() + Fields.number(set, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
  }

  int minReadySeconds() {
    return Fields.number(set, 0, "spec", "minReadySeconds");
  }

  JsonNode template() {
    return Json.at(set, "spec", "template");
  }

  List<ObjectNode> claimTemplates() {
    return Fields.objects(set, "spec", "volumeClaimTemplates");
  }

  String podName(int ordinal) {
    return name() + "-" + ordinal;
  }

  /**
   * The name of a pod's claim: of the template, the set and the ordinal, as Kubernetes names it.
   */
  String claimName(ObjectNode template, int ordinal) {
    return Json.name(template) + "-" + podName(ordinal);
  }

  /** The ordinal in a pod's name, if the name is one that this set gives. */
  OptionalInt ordinal(JsonNode pod) {
    String prefix = name() + "-";
    String name = Json.name(pod);
    String number = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    boolean plain = number.matches("0|[1-9][0-9]{0,8}");
    return plain ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
  }

  /** The pod of an ordinal, if there is one that this set manages. */
  Optional<ObjectNode> pod(int ordinal) {
    return own().stream().filter(p -> ordinal(p).orElse(-1) == ordinal).findFirst();
  }

  /** The pods that this set manages. */
  List<ObjectNode> own() {
    return pods.stream().filter(p -> Meta.controlledBy(p, set) && ordinal(p).isPresent()).toList();
  }
}
