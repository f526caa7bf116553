package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.Yaml;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A StatefulSet of an example and its pods; what is decided is done, and told in words. */
final class SetWorld {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  final ObjectNode set;
  final List<ObjectNode> pods = new ArrayList<>();
  final Map<String, ObjectNode> claims = new HashMap<>();
  final List<ObjectNode> revisions = new ArrayList<>();
  final Set<String> services = new HashSet<>(Set.of("mongo"));

  SetWorld(String spec) {
    set =
        Yaml.parse(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: mongo, namespace: default, uid: set-uid, generation: 1}
            spec:
              serviceName: mongo
              replicas: 3
              selector: {matchLabels: {role: mongo}}
              template:
                metadata: {labels: {role: mongo}}
                spec: {containers: [{name: mongo, image: mongo}]}
              volumeClaimTemplates:
              - metadata: {name: data}
                spec: {accessModes: [ReadWriteOnce]}
            """);
    Yaml.parse("{" + spec + "}").properties().forEach(this::set);
  }

  private void set(Map.Entry<String, JsonNode> field) {
    Json.with(set, "spec").set(field.getKey(), field.getValue());
  }

  SetWorld replicas(int replicas) {
    Json.with(set, "spec").put("replicas", replicas);
    return this;
  }

  SetWorld image(String image) {
    ObjectNode container =
        (ObjectNode) Json.at(set, "spec", "template", "spec", "containers").get(0);
    container.put("image", image);
    return this;
  }

  /** All pods that there are become ready. */
  SetWorld ready() {
    pods.forEach(
        pod ->
            pod.set(
                "status",
                Yaml.parse(
                    """
                    phase: Running
                    conditions:
                    - {type: Ready, status: "True", lastTransitionTime: "2026-11-23T09:59:50Z"}
                    """)));
    return this;
  }

  SetWorld unready(String name) {
    pod(name).set("status", Yaml.parse("{phase: Running}"));
    return this;
  }

  ObjectNode pod(String name) {
    return pods.stream().filter(p -> Json.name(p).equals(name)).findFirst().orElseThrow();
  }

  /** A pod that was being deleted is gone. */
  SetWorld gone() {
    pods.removeIf(Json::terminating);
    return this;
  }

  /** One round: decides, does it, and tells what was done with pods and claims. */
  List<String> round() {
    List<String> done = new ArrayList<>();
    for (Change change : decide()) {
      switch (change) {
        case Change.Create create -> done.addAll(create(create.object()));
        case Change.Delete delete -> done.addAll(delete(delete.object()));
        case Change.UpdateStatus status -> set.set("status", status.object().path("status"));
        case Change.Update update -> done.add("update " + words(update.object()));
        case Change.LookAgain again -> done.add("look again at " + again.at());
        case Change.MakeFolder _, Change.DeleteFolder _, Change.Say _ -> {}
      }
    }
    return done;
  }

  List<Change> decide() {
    return StatefulSets.decide(new SetView(set, pods, claims, revisions, services, NOW));
  }

  private List<String> create(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    Json.with(copy, "metadata").put("uid", Json.name(object) + "-uid");
    switch (Meta.kind(object)) {
      case "Pod" -> pods.add(copy);
      case "PersistentVolumeClaim" -> claims.put(Json.name(object), copy);
      default -> {
        revisions.add(copy);
        return List.of();
      }
    }
    return List.of("create " + words(object));
  }

  private List<String> delete(ObjectNode object) {
    if (!Meta.kind(object).equals("Pod")) {
      revisions.removeIf(r -> Json.name(r).equals(Json.name(object)));
      return List.of();
    }
    Json.with(pod(Json.name(object)), "metadata").put("deletionTimestamp", NOW.toString());
    return List.of("delete " + words(object));
  }

  private static String words(ObjectNode object) {
    return Meta.kind(object).equals("Pod")
        ? Json.name(object)
        : Meta.kind(object) + " " + Json.name(object);
  }

  int status(String field) {
    return Json.at(set, "status", field).asInt(-1);
  }
}
