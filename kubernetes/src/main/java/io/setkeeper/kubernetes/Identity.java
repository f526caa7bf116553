package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

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

  /** Asks the API server about a pod. */
  static Identity of(KubernetesClient client, String namespace, String pod) {
    try {
      return new Api(client, namespace)
          .get(Kind.POD, pod)
          .map(object -> of(object, pod))
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

  private static Identity of(GenericKubernetesResource object, String pod) {
    Optional<OwnerReference> owner =
        Fields.controller(object).filter(o -> o.getKind().equals("StatefulSet"));
    if (owner.isEmpty()) {
      return new None(
          "pod %s belongs to no StatefulSet: the keeper is a container of a StatefulSet's pods"
              .formatted(pod));
    }
    return Containers.setName(object)
        .<Identity>map(setName -> new Known(owner.get().getName(), setName))
        .orElseGet(
            () ->
                new None(
                    "no container of pod %s says --replSet: give it to mongod on its command line"
                        .formatted(pod)));
  }
}
