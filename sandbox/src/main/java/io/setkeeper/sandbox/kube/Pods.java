package io.setkeeper.sandbox.kube;

import io.setkeeper.sandbox.store.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What controllers ask of a pod. */
public final class Pods {
  private Pods() {}

  /** {@code status.phase}; empty before the API server set one. */
  public static String phase(JsonNode pod) {
    return Json.text(pod, "status", "phase");
  }

  /** Whether the condition of this type is True. */
  public static boolean condition(JsonNode pod, String type) {
    return Fields.objects(pod, "status", "conditions").stream()
        .anyMatch(c -> Json.text(c, "type").equals(type) && Json.text(c, "status").equals("True"));
  }

  /** Whether it runs and its Ready condition is True. */
  public static boolean ready(JsonNode pod) {
    return phase(pod).equals("Running") && condition(pod, "Ready");
  }

  /** Whether all its containers ended for good. */
  public static boolean ended(JsonNode pod) {
    return phase(pod).equals("Failed") || phase(pod).equals("Succeeded");
  }

  /** {@code status.podIP}, once it has one. */
  public static Optional<String> ip(JsonNode pod) {
    return Fields.optional(pod, "status", "podIP");
  }

  /** The claims that its volumes name. */
  public static List<String> claims(JsonNode pod) {
    return Fields.objects(pod, "spec", "volumes").stream()
        .flatMap(v -> Fields.optional(v, "persistentVolumeClaim", "claimName").stream())
        .toList();
  }

  /** Seconds between SIGTERM and SIGKILL: the deletion's own, else the pod's, else 30. */
  public static int graceSeconds(ObjectNode pod) {
    int own = Fields.number(pod, 30, "spec", "terminationGracePeriodSeconds");
    return Fields.number(pod, own, "metadata", "deletionGracePeriodSeconds");
  }
}
