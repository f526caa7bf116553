package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Causes;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Rules;
import io.setkeeper.sandbox.store.Served;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** StatefulSets. */
final class StatefulSetRules implements Rules {
  /**
   * As the recipe writes it: an interface that went with Kubernetes 1.16, with its own defaults.
   */
  static final Served V1BETA1 =
      new Served("apps", "v1beta1", StatefulSetRules::fromBeta, object -> {});

  private static final List<String> CHANGEABLE =
      List.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");
  private static final int HISTORY = 10;

  /** apps/v1beta1: pods are replaced only when deleted; selector and labels are the template's. */
  private static void fromBeta(ObjectNode set) {
    ObjectNode spec = Json.with(set, "spec");
    Json.preset(Json.with(spec, "updateStrategy"), "type", "OnDelete");
    JsonNode labels = Json.at(spec, "template", "metadata", "labels");
    if (labels.isEmpty()) {
      return;
    }
    if (!Json.has(spec, "selector")) {
      Json.with(spec, "selector").set("matchLabels", labels.deepCopy());
    }
    if (Json.at(set, "metadata", "labels").isEmpty()) {
      Json.with(set, "metadata").set("labels", labels.deepCopy());
    }
  }

  @Override
  public void onCreate(ObjectNode set) {
    set.putObject("status").put("replicas", 0).put("availableReplicas", 0);
  }

  @Override
  public void defaults(ObjectNode set) {
    ObjectNode spec = Json.with(set, "spec");
    Json.preset(spec, "replicas", 1);
    Json.preset(spec, "podManagementPolicy", "OrderedReady");
    Json.preset(spec, "revisionHistoryLimit", HISTORY);
    ObjectNode strategy = Json.with(spec, "updateStrategy");
    Json.preset(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      Json.preset(Json.with(strategy, "rollingUpdate"), "partition", 0);
    }
    ObjectNode retention = Json.with(spec, "persistentVolumeClaimRetentionPolicy");
    Json.preset(retention, "whenDeleted", "Retain");
    Json.preset(retention, "whenScaled", "Retain");
    if (Json.at(spec, "template", "spec") instanceof ObjectNode pod) {
      PodSpecs.defaults(pod);
    }
    for (ObjectNode claim : PodSpecs.objects(spec, "volumeClaimTemplates")) {
      Json.preset(claim, "apiVersion", "v1");
      Json.preset(claim, "kind", "PersistentVolumeClaim");
      Json.preset(Json.with(claim, "spec"), "volumeMode", "Filesystem");
      Json.preset(Json.with(claim, "status"), "phase", "Pending");
    }
  }

  @Override
  public void validate(ObjectNode set, Causes causes) {
    JsonNode spec = Json.at(set, "spec");
    if (Json.number(spec, 0, "replicas") < 0) {
      causes.invalid("spec.replicas", spec.path("replicas"), "must be greater than or equal to 0");
    }
    oneOf(causes, spec, "podManagementPolicy", "OrderedReady", "Parallel");
    oneOf(causes, spec.path("updateStrategy"), "type", "RollingUpdate", "OnDelete");
    selector(spec, causes);
    JsonNode pod = Json.at(spec, "template", "spec");
    new PodSpecCheck("spec.template.spec", causes)
        .check(
            pod,
            PodSpecs.objects(spec, "volumeClaimTemplates").stream()
                .map(Json::name)
                .collect(Collectors.toSet()));
    String restart = Json.text(pod, "restartPolicy");
    if (List.of("OnFailure", "Never").contains(restart)) {
      causes.notSupported("spec.template.spec.restartPolicy", restart, List.of("Always"));
    }
  }

  private static void oneOf(Causes causes, JsonNode parent, String property, String... values) {
    String value = Json.text(parent, property);
    if (!value.isEmpty() && !List.of(values).contains(value)) {
      String field = property.equals("type") ? "spec.updateStrategy" : "spec." + property;
      causes.notSupported(field, value, List.of(values));
    }
  }

  private static void selector(JsonNode spec, Causes causes) {
    JsonNode selector = spec.path("selector");
    if (!selector.isObject()) {
      causes.required("spec.selector", "");
    } else if (Json.at(selector, "matchLabels").isEmpty()
        && Json.at(selector, "matchExpressions").isEmpty()) {
      causes.invalid("spec.selector", selector, "empty selector is invalid for statefulset");
    }
    JsonNode labels = Json.at(spec, "template", "metadata", "labels");
    boolean matches =
        Json.at(selector, "matchLabels")
            .propertyStream()
            .allMatch(wanted -> Json.same(labels.path(wanted.getKey()), wanted.getValue()));
    if (!matches) {
      causes.invalid(
          "spec.template.metadata.labels",
          labels.isObject() ? labels : Json.object(),
          "`selector` does not match template `labels`");
    }
  }

  @Override
  public void validateUpdate(ObjectNode now, ObjectNode before, Causes causes) {
    ObjectNode fixedNow = Json.with(now.deepCopy(), "spec").remove(CHANGEABLE);
    ObjectNode fixedBefore = Json.with(before.deepCopy(), "spec").remove(CHANGEABLE);
    if (!Json.same(fixedNow, fixedBefore)) {
      causes.forbidden(
          "spec",
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
              + " 'updateStrategy', 'revisionHistoryLimit',"
              + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
  }
}
