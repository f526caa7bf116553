package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Causes;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Rules;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pods. */
final class PodRules implements Rules {
  private static final long PATIENCE_SECONDS = 300;

  @Override
  public void onCreate(ObjectNode pod) {
    ObjectNode spec = Json.with(pod, "spec");
    Json.preset(spec, "serviceAccountName", "default");
    Json.preset(spec, "serviceAccount", Json.text(spec, "serviceAccountName"));
    Json.preset(spec, "enableServiceLinks", true);
    Json.preset(spec, "priority", 0);
    Json.preset(spec, "preemptionPolicy", "PreemptLowerPriority");
    ArrayNode tolerations = Json.list(spec, "tolerations");
    for (String taint : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
      if (tolerations.valueStream().noneMatch(t -> Json.text(t, "key").equals(taint))) {
        tolerations
            .addObject()
            .put("key", taint)
            .put("operator", "Exists")
            .put("effect", "NoExecute")
            .put("tolerationSeconds", PATIENCE_SECONDS);
      }
    }
    ObjectNode status = pod.putObject("status");
    status.put("phase", "Pending").put("qosClass", qualityOfService(spec));
  }

  /**
   * Guaranteed (limits equal to requests throughout) is not looked for: nothing is limited here.
   */
  private static String qualityOfService(ObjectNode spec) {
    boolean asks =
        PodSpecs.objects(spec, "containers").stream()
            .anyMatch(
                container ->
                    !Json.at(container, "resources", "requests").isEmpty()
                        || !Json.at(container, "resources", "limits").isEmpty());
    return asks ? "Burstable" : "BestEffort";
  }

  @Override
  public void defaults(ObjectNode pod) {
    PodSpecs.defaults(Json.with(pod, "spec"));
  }

  @Override
  public void validate(ObjectNode pod, Causes causes) {
    new PodSpecCheck("spec", causes).check(Json.at(pod, "spec"), Set.of());
  }

  @Override
  public void validateUpdate(ObjectNode now, ObjectNode before, Causes causes) {
    if (!Json.same(fixed(now), fixed(before))) {
      causes.forbidden(
          "spec",
          "pod updates may not change fields other than `spec.containers[*].image`,"
              + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations`"
              + " (only additions to existing tolerations),`spec.terminationGracePeriodSeconds`"
              + " (allow it to be set to 1 if it was previously negative)");
    }
    String node = Json.text(before, "spec", "nodeName");
    if (!node.isEmpty()) {
      causes.immutable(
          "spec.nodeName", Json.at(now, "spec", "nodeName"), Json.at(before, "spec", "nodeName"));
    }
  }

  /** The spec without what may change; a node is given once. */
  private static ObjectNode fixed(ObjectNode pod) {
    ObjectNode spec = Json.with(pod.deepCopy(), "spec");
    spec.remove(List.of("activeDeadlineSeconds", "tolerations", "nodeName"));
    for (String list : List.of("containers", "initContainers")) {
      PodSpecs.objects(spec, list).forEach(container -> container.remove("image"));
    }
    return spec;
  }

  /** A pod that no node has, or that has ended, has nothing to wait for. */
  @Override
  public long graceSeconds(ObjectNode pod) {
    boolean over = List.of("Succeeded", "Failed").contains(Json.text(pod, "status", "phase"));
    return over || Json.text(pod, "spec", "nodeName").isEmpty()
        ? 0
        : Json.number(pod, 30, "spec", "terminationGracePeriodSeconds");
  }
}
