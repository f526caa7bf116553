package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Kubernetes' objects as core's values. */
final class Translation {
  /** The API server's default of terminationGracePeriodSeconds. */
  private static final long DEFAULT_GRACE_SECONDS = 30;

  private Translation() {}

  /** What is known where the API server, or a watch on it, has this one, or none. */
  static StatefulSetView statefulSet(Optional<GenericKubernetesResource> object, boolean fresh) {
    return object
        .<StatefulSetView>map(there -> statefulSet(there, fresh))
        .orElseGet(StatefulSetView.Absent::new);
  }

  static StatefulSetView statefulSet(GenericKubernetesResource object, boolean fresh) {
    return new StatefulSetView.Known(
        object.getMetadata().getNamespace(),
        object.getMetadata().getName(),
        // the API server's default (apps/v1)
        Fields.number(object, "spec", "replicas").orElse(1),
        Fields.number(object, "spec", "ordinals", "start").orElse(0),
        Fields.deleting(object),
        fresh,
        WishReader.read(
            Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of())));
  }

  /**
   * Those of the objects that are pods of the StatefulSet, by ordinal.
   *
   * @param zoneOf a node's zone, by its name
   */
  static List<Pod> pods(
      List<GenericKubernetesResource> objects,
      SetScope scope,
      Function<String, Optional<String>> zoneOf) {
    return objects.stream()
        .filter(
            object ->
                Fields.controller(object)
                    .filter(owner -> owner.getKind().equals("StatefulSet"))
                    .filter(owner -> owner.getName().equals(scope.statefulSet()))
                    .isPresent())
        .flatMap(object -> pod(object, scope, zoneOf).stream())
        .sorted(Comparator.comparingInt(Pod::ordinal))
        .toList();
  }

  private static Optional<Pod> pod(
      GenericKubernetesResource object, SetScope scope, Function<String, Optional<String>> zoneOf) {
    String name = object.getMetadata().getName();
    OptionalInt ordinal = Fields.ordinal(name, scope.statefulSet());
    if (ordinal.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Pod(
            name,
            ordinal.getAsInt(),
            object.getMetadata().getUid(),
            scope.host(name),
            Fields.text(object, "status", "podIP"),
            Containers.mongodRuns(object),
            grace(object),
            Fields.text(object, "spec", "nodeName").flatMap(zoneOf)));
  }

  /** The time that a pod is given to end; empty while it is not being deleted. */
  static Optional<Duration> grace(GenericKubernetesResource pod) {
    return Fields.deleting(pod)
        ? Optional.of(
            Duration.ofSeconds(
                Objects.requireNonNullElse(
                    pod.getMetadata().getDeletionGracePeriodSeconds(), DEFAULT_GRACE_SECONDS)))
        : Optional.empty();
  }

  /** What each pod's keeper said last of its mongod ({@link OwnPod#ROLE}), by pod. */
  static Map<String, String> roles(List<GenericKubernetesResource> objects) {
    Map<String, String> roles = new HashMap<>();
    for (GenericKubernetesResource object : objects) {
      String role =
          Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.<String, String>of())
              .get(OwnPod.ROLE);
      if (role != null) {
        roles.put(object.getMetadata().getName(), role);
      }
    }
    return roles;
  }

  /** The claims of the StatefulSet's templates: {@code <template>-<statefulset>-<ordinal>}. */
  static List<Claim> claims(
      List<GenericKubernetesResource> objects, GenericKubernetesResource statefulSet) {
    String name = statefulSet.getMetadata().getName();
    List<String> templates =
        Fields.objects(statefulSet, "spec", "volumeClaimTemplates").stream()
            .flatMap(
                template ->
                    template.get("metadata") instanceof Map<?, ?> metadata
                        ? Stream.of(String.valueOf(metadata.get("name")))
                        : Stream.empty())
            .toList();
    return objects.stream()
        .flatMap(
            object ->
                templates.stream()
                    .flatMap(template -> claim(object, template + "-" + name).stream()))
        .sorted(Comparator.comparingInt(Claim::ordinal).thenComparing(Claim::name))
        .toList();
  }

  private static Optional<Claim> claim(GenericKubernetesResource object, String prefix) {
    String name = object.getMetadata().getName();
    OptionalInt ordinal = Fields.ordinal(name, prefix);
    return ordinal.isEmpty()
        ? Optional.empty()
        : Optional.of(new Claim(name, ordinal.getAsInt(), object.getMetadata().getUid()));
  }
}
