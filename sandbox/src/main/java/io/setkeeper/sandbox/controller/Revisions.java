package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two revisions of a StatefulSet's pod template: the one that its pods had, and the one that is
 * in the set now. The same while nothing is being rolled out.
 *
 * @param current the name of the revision before the update
 * @param update the name of the template's revision
 * @param currentTemplate the template of {@code current}
 */
record Revisions(String current, String update, JsonNode currentTemplate) {
  /** What Kubernetes writes hashes with: no vowels, so no words come out. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  static final String LABEL = "controller-revision-hash";

  static Revisions of(SetView view) {
    String update = view.name() + "-" + hash(view.template());
    String current = Fields.optional(view.set(), "status", "currentRevision").orElse(update);
    JsonNode template =
        find(view, current)
            .map(revision -> Json.at(revision, "data", "spec", "template"))
            .orElse(view.template());
    return new Revisions(current, update, template);
  }

  static Optional<ObjectNode> find(SetView view, String name) {
    return view.revisions().stream().filter(r -> Json.name(r).equals(name)).findFirst();
  }

  static String of(JsonNode pod) {
    return Meta.labels(pod).getOrDefault(LABEL, "");
  }

  /**
   * The object that keeps the template of the update revision, to be created if it is not there.
   */
  Optional<ObjectNode> missing(SetView view) {
    if (find(view, update).isPresent()) {
      return Optional.empty();
    }
    ObjectNode revision =
        Meta.create("apps/v1", "ControllerRevision", Json.namespace(view.set()), update);
    Json.with(revision, "metadata", "labels").setAll(labels(view));
    Json.with(revision, "metadata")
        .putArray("ownerReferences")
        .add(Meta.reference(view.set(), true));
    Json.with(revision, "data", "spec").set("template", view.template().deepCopy());
    revision.put("revision", 1 + own(view).stream().mapToInt(Revisions::number).max().orElse(0));
    return Optional.of(revision);
  }

  /** Old ones that no pod has, beyond {@code revisionHistoryLimit} (10 where it is not given). */
  List<ObjectNode> outdated(SetView view) {
    List<String> used = view.own().stream().map(Revisions::of).toList();
    List<ObjectNode> old =
        own(view).stream()
            .filter(r -> !Json.name(r).equals(current) && !Json.name(r).equals(update))
            .filter(r -> !used.contains(Json.name(r)))
            .sorted(Comparator.comparingInt(Revisions::number))
            .toList();
    int limit = Fields.number(view.set(), 10, "spec", "revisionHistoryLimit");
    return old.subList(0, Math.max(0, old.size() - limit));
  }

  private static List<ObjectNode> own(SetView view) {
    return view.revisions().stream().filter(r -> Meta.controlledBy(r, view.set())).toList();
  }

  private static int number(JsonNode revision) {
    return Fields.number(revision, 0, "revision");
  }

  private static ObjectNode labels(SetView view) {
    ObjectNode labels = Json.object();
    Meta.labels(view.set()).forEach(labels::put);
    return labels;
  }

  /**
   * FNV-1a over the template with its fields in order: the order they were written in is nothing.
   */
  static String hash(JsonNode template) {
    int hash = 0x811c9dc5;
    for (byte b : sorted(template).toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    StringBuilder text = new StringBuilder();
    Integer.toUnsignedString(hash)
        .chars()
        .forEach(c -> text.append(LETTERS.charAt(c % LETTERS.length())));
    return text.toString();
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode result = Json.object();
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(e -> fields.put(e.getKey(), e.getValue()));
      fields.forEach((name, value) -> result.set(name, sorted(value)));
      return result;
    }
    if (node.isArray()) {
      var result = Json.array();
      node.values().forEach(value -> result.add(sorted(value)));
      return result;
    }
    return node;
  }
}
