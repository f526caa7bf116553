package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.HostPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out from the API server which set it is about. */
public final class SetScopes {
  /** By which sidecars are told the Service: cvallance's variable, and morphy2k's. */
  public static final List<String> SERVICE =
      List.of("KUBERNETES_MONGO_SERVICE_NAME", "KUBERNETES_SERVICE_NAME");

  private static final String DEFAULT_DOMAIN = "cluster.local";

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
    return read(client, namespace, statefulSet).map(object -> scope(object, namespace));
  }

  /**
   * The Service that gives the pods their names, {@code spec.serviceName}: what members are named
   * by where no other is given, for a pod's IP does not survive it. Where the StatefulSet names
   * none, one of its own name. Empty when there is no such StatefulSet.
   *
   * @throws IllegalStateException when the API server does not answer, with its words
   */
  public static Optional<String> governingService(
      KubernetesClient client, String namespace, String statefulSet) {
    return read(client, namespace, statefulSet)
        .map(object -> Fields.text(object, "spec", "serviceName").orElse(statefulSet));
  }

  static Optional<GenericKubernetesResource> read(
      KubernetesClient client, String namespace, String statefulSet) {
    try {
      return new Api(client, namespace).get(Kind.STATEFUL_SET, statefulSet);
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
        told(statefulSet, SERVICE)
            .or(() -> Fields.text(statefulSet, "spec", "serviceName"))
            .orElse(name),
        told(statefulSet, List.of("KUBERNETES_CLUSTER_DOMAIN")).orElse(DEFAULT_DOMAIN),
        told(statefulSet, List.of("MONGO_PORT"))
            .filter(port -> port.matches("[1-9][0-9]{0,4}"))
            .map(Integer::parseInt)
            .filter(port -> port <= 65_535)
            .orElse(HostPort.DEFAULT_PORT));
  }

  /** What the template gives to its containers under one of these names, where it is literal. */
  private static Optional<String> told(GenericKubernetesResource statefulSet, List<String> names) {
    return Fields.objects(statefulSet, "spec", "template", "spec", "containers").stream()
        .flatMap(container -> Fields.objects(container.get("env")).stream())
        .filter(entry -> names.contains(String.valueOf(entry.get("name"))))
        .filter(entry -> entry.get("value") instanceof String value && !value.isBlank())
        .map(entry -> String.valueOf(entry.get("value")).strip())
        .findFirst();
  }
}
