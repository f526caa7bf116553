package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.controller.Change;
import io.setkeeper.sandbox.controller.Note;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.kube.Pods;
import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives pods to the node as soon as their claims are bound. There is one node: selectors, affinity
 * and requests are not looked at, as a set that is to be spread would never start.
 */
final class Scheduler {
  private static final String COMPONENT = "default-scheduler";

  private Scheduler() {}

  /**
   * What is due now.
   *
   * @param pods all pods
   * @param claims all claims, by namespace/name
   * @param node the node's name
   */
  static List<List<Change>> decide(
      List<ObjectNode> pods, Map<String, ObjectNode> claims, String node, Instant now) {
    return pods.stream()
        .filter(pod -> Json.text(pod, "spec", "nodeName").isEmpty() && !Json.terminating(pod))
        .map(pod -> one(pod, claims, node, now))
        .toList();
  }

  private static List<Change> one(
      ObjectNode pod, Map<String, ObjectNode> claims, String node, Instant now) {
    for (String claim : Pods.claims(pod)) {
      Optional<ObjectNode> found =
          Optional.ofNullable(claims.get(Json.namespace(pod) + "/" + claim));
      if (found.isEmpty()) {
        return unschedulable(pod, "persistentvolumeclaim \"%s\" not found".formatted(claim), now);
      }
      if (!Json.text(found.get(), "status", "phase").equals("Bound")) {
        return unschedulable(
            pod,
            "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims: " + claim,
            now);
      }
    }
    ObjectNode changed = pod.deepCopy();
    Json.with(changed, "spec").put("nodeName", node);
    Note note =
        Note.happened(
            pod,
            COMPONENT,
            Note.Type.Normal,
            "Scheduled",
            "Successfully assigned %s to %s".formatted(Meta.key(pod), node));
    return List.of(new Change.Update(changed), new Change.Say(note));
  }

  private static List<Change> unschedulable(ObjectNode pod, String why, Instant now) {
    ObjectNode changed = pod.deepCopy();
    ObjectNode status = Json.with(changed, "status");
    status.put("phase", "Pending");
    PodStatus.condition(status, "PodScheduled", false, "Unschedulable", why, now);
    Change say = new Change.Say(Note.warning(pod, COMPONENT, "FailedScheduling", why));
    boolean known = Json.same(changed.path("status"), pod.path("status"));
    // A claim is unbound for an instant in the best of cases: that is worth no Event.
    return known ? List.of(say) : List.of(new Change.UpdateStatus(changed));
  }
}
