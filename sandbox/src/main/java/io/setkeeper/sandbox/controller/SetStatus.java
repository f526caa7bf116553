package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Pods;
import io.setkeeper.sandbox.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The status of a StatefulSet, counted from its pods. */
final class SetStatus {
  private SetStatus() {}

  /** The set with its new status, if that differs from the one it has. */
  static Optional<ObjectNode> changed(SetView view, Revisions revisions) {
    ObjectNode set = view.set().deepCopy();
    JsonNode before = Json.at(view.set(), "status");
    ObjectNode status = Json.with(set, "status");
    fill(status, view, revisions);
    return status.equals(before) ? Optional.empty() : Optional.of(set);
  }

  private static void fill(ObjectNode status, SetView view, Revisions revisions) {
    List<ObjectNode> pods = view.own();
    List<ObjectNode> live = pods.stream().filter(p -> !Json.terminating(p)).toList();
    int replicas = pods.size();
    int ready = count(pods, Pods::ready);
    int updated = count(live, p -> Revisions.of(p).equals(revisions.update()));
    int current = count(live, p -> Revisions.of(p).equals(revisions.current()));
    // The update is complete, and the updated revision the current one, when all pods are of it.
    boolean complete = view.rolling() && updated == replicas && ready == replicas;
    status.put("observedGeneration", Fields.number(view.set(), 1, "metadata", "generation"));
    status.put("replicas", replicas);
    status.put("readyReplicas", ready);
    status.put("availableReplicas", count(pods, p -> available(view, p)));
    status.put("currentReplicas", complete ? updated : current);
    status.put("updatedReplicas", updated);
    status.put("currentRevision", complete ? revisions.update() : revisions.current());
    status.put("updateRevision", revisions.update());
    status.put("collisionCount", 0);
  }

  /** Ready, and that for {@code minReadySeconds}. */
  static boolean available(SetView view, JsonNode pod) {
    return Pods.ready(pod) && !availableAt(view, pod).isAfter(view.now());
  }

  /** When a ready pod is available. */
  static Instant availableAt(SetView view, JsonNode pod) {
    Duration wanted = Duration.ofSeconds(view.minReadySeconds());
    return Fields.objects(pod, "status", "conditions").stream()
        .filter(c -> Json.text(c, "type").equals("Ready"))
        .flatMap(c -> Fields.optional(c, "lastTransitionTime").stream())
        .map(Instant::parse)
        .findFirst()
        .orElse(Instant.EPOCH)
        .plus(wanted);
  }

  private static int count(List<ObjectNode> pods, Predicate<ObjectNode> which) {
    return (int) pods.stream().filter(which).count();
  }
}
