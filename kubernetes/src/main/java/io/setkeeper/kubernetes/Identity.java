package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which set a pod belongs to. */
public sealed interface Identity {
  /**
   * It is known.
   *
   * @param setName of its mongod's {@code --replSet}
   */
  record Known(String statefulSet, String setName) implements Identity {}

  /** The API server did not tell; it may, later. */
  record NotYet(String why) implements Identity {}

  /** The pod is none of a set: what is wrong, and the remedy. */
  record None(String why) implements Identity {}

  /**
   * Asks the API server about a pod.
   *
   * @param podLabels that the keeper looks for the set's pods by: its own pod is one of them, or it
   *     would wait for ever for pods that nobody shows to it
   */
  static Identity of(
      KubernetesClient client, String namespace, String pod, Map<String, String> podLabels) {
    try {
      return new Api(client, namespace)
          .get(Kind.POD, pod)
          .map(object -> of(object, pod, podLabels))
          .orElseGet(
              () ->
                  new None(
                      "there is no pod %s in namespace %s: HOSTNAME must be the pod's own name, as"
                              .formatted(pod, namespace)
                          + " Kubernetes sets it (without hostNetwork)"));
    } catch (Refusal e) {
      return new NotYet(e.words());
    }
  }

  private static Identity of(
      GenericKubernetesResource object, String pod, Map<String, String> podLabels) {
    Optional<OwnerReference> owner =
        Fields.controller(object).filter(o -> o.getKind().equals("StatefulSet"));
    if (owner.isEmpty()) {
      return new None(
          "pod %s belongs to no StatefulSet: the keeper is a container of a StatefulSet's pods"
              .formatted(pod));
    }
    Map<String, String> labels =
        Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
    if (!labels.entrySet().containsAll(podLabels.entrySet())) {
      return new None(
          "MONGO_SIDECAR_POD_LABELS look for pods with %s, and pod %s has %s: say there what the pods of StatefulSet %s have"
              .formatted(text(podLabels), pod, text(labels), owner.get().getName()));
    }
    List<String> keepers = Containers.keepers(object);
    if (keepers.size() > 1) {
      return new None(
          "pod %s has more than one keeper, and they would change the set against each other: containers %s; take all but one of them out of StatefulSet %s"
              .formatted(pod, String.join(" and ", keepers), owner.get().getName()));
    }
    return Containers.setName(object)
        .<Identity>map(setName -> new Known(owner.get().getName(), setName))
        .orElseGet(
            () ->
                new None(
                    "no container of pod %s says --replSet: give it to mongod on its command line"
                        .formatted(pod)));
  }

  private static String text(Map<String, String> labels) {
    return labels.isEmpty()
        ? "no labels"
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
  }
}
