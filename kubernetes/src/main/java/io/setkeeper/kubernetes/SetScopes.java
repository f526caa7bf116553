package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.HostPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out from the API server which set it is about. */
public final class SetScopes {
  private SetScopes() {}

  /**
   * The scope of a StatefulSet, seen from outside: as the environment of its sidecar tells it, else
   * named by its own governing Service, on the default port; empty when there is no such
   * StatefulSet.
   *
   * @throws IllegalStateException when the API server does not answer, with its words
   */
  public static Optional<SetScope> of(
      KubernetesClient client, String namespace, String statefulSet) {
    try {
      return new Api(client, namespace)
          .get(Kind.STATEFUL_SET, statefulSet)
          .map(object -> scope(object, namespace));
    } catch (Refusal e) {
      throw new IllegalStateException(e.words(), e);
    }
  }

  static SetScope scope(GenericKubernetesResource statefulSet, String namespace) {
    String name = statefulSet.getMetadata().getName();
    return new SetScope(
        namespace,
        name,
        Map.of(),
        told(statefulSet, "KUBERNETES_MONGO_SERVICE_NAME", "KUBERNETES_SERVICE_NAME")
            .or(() -> Fields.text(statefulSet, "spec", "serviceName"))
            .orElse(name),
        told(statefulSet, "KUBERNETES_CLUSTER_DOMAIN").orElse("cluster.local"),
        told(statefulSet, "MONGO_PORT")
            .filter(port -> port.matches("[1-9][0-9]{0,4}"))
            .map(Integer::parseInt)
            .filter(port -> port <= 65_535)
            .orElse(HostPort.DEFAULT_PORT));
  }

  /** What the template gives to its containers under one of these names, where it is literal. */
  private static Optional<String> told(GenericKubernetesResource statefulSet, String... names) {
    return Fields.objects(statefulSet, "spec", "template", "spec", "containers").stream()
        .flatMap(container -> Fields.objects(container.get("env")).stream())
        .filter(entry -> List.of(names).contains(String.valueOf(entry.get("name"))))
        .filter(entry -> entry.get("value") instanceof String value && !value.isBlank())
        .map(entry -> String.valueOf(entry.get("value")).strip())
        .findFirst();
  }
}
