package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the pods and the claims of a StatefulSet, with the names and labels Kubernetes gives. */
final class PodTemplate {
  private PodTemplate() {}

  /** The pod of an ordinal, of the revision that is due for it. */
  static ObjectNode pod(SetView view, Revisions revisions, int ordinal) {
    boolean old = view.rolling() && ordinal < view.firstToUpdate();
    JsonNode template = old ? revisions.currentTemplate() : view.template();
    String name = view.podName(ordinal);
    ObjectNode pod = Meta.create("v1", "Pod", Json.namespace(view.set()), name);
    ObjectNode metadata = Json.with(pod, "metadata");
    metadata.put("generateName", view.name() + "-");
    for (String field : List.of("labels", "annotations", "finalizers")) {
      JsonNode value = Json.at(template, "metadata", field);
      if (!value.isMissingNode()) {
        metadata.set(field, value.deepCopy());
      }
    }
    Json.with(metadata, "labels")
        .put("apps.kubernetes.io/pod-index", Integer.toString(ordinal))
        .put(Revisions.LABEL, old ? revisions.current() : revisions.update())
        .put("statefulset.kubernetes.io/pod-name", name);
    metadata.putArray("ownerReferences").add(Meta.reference(view.set(), true));
    pod.set("spec", spec(view, template, ordinal));
    return pod;
  }

  private static ObjectNode spec(SetView view, JsonNode template, int ordinal) {
    ObjectNode spec =
        template.path("spec") instanceof ObjectNode given ? given.deepCopy() : Json.object();
    spec.put("hostname", view.podName(ordinal));
    spec.put("subdomain", view.service());
    List<ObjectNode> templates = view.claimTemplates();
    if (templates.isEmpty()) {
      return spec;
    }
    Set<String> names = templates.stream().map(Json::name).collect(Collectors.toSet());
    ArrayNode volumes = Json.array();
    for (ObjectNode claim : templates) {
      ObjectNode volume = volumes.addObject().put("name", Json.name(claim));
      Json.with(volume, "persistentVolumeClaim").put("claimName", view.claimName(claim, ordinal));
    }
    Fields.objects(spec, "volumes").stream()
        .filter(volume -> !names.contains(Json.text(volume, "name")))
        .forEach(volumes::add);
    spec.set("volumes", volumes);
    return spec;
  }

  /** The claim of an ordinal from one of the set's templates; the set's selector labels it. */
  static ObjectNode claim(SetView view, ObjectNode template, int ordinal) {
    ObjectNode claim = template.deepCopy();
    claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
    claim.remove("status");
    ObjectNode metadata = Json.with(claim, "metadata");
    metadata.put("name", view.claimName(template, ordinal));
    metadata.put("namespace", Json.namespace(view.set()));
    ObjectNode labels = Json.with(metadata, "labels");
    Fields.strings(view.set(), "spec", "selector", "matchLabels").forEach(labels::put);
    return claim;
  }
}
