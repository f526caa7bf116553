package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.HostPort;
import java.util.Map;
import java.util.Optional;

/** Finds out from the API server which set it is about. */
public final class SetScopes {
  private SetScopes() {}

  /**
   * The scope of a StatefulSet, seen from outside: named by its own governing Service, on the
   * default port; empty when there is no such StatefulSet.
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

  private static SetScope scope(GenericKubernetesResource statefulSet, String namespace) {
    String name = statefulSet.getMetadata().getName();
    return new SetScope(
        namespace,
        name,
        Map.of(),
        Fields.text(statefulSet, "spec", "serviceName").orElse(name),
        "cluster.local",
        HostPort.DEFAULT_PORT);
  }
}
