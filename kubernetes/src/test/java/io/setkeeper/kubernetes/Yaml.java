package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Objects as they stand in a manifest. */
final class Yaml {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private Yaml() {}

  static GenericKubernetesResource object(String yaml) {
    // What begins with a brace is taken for JSON.
    return SERIALIZATION.unmarshal("---\n" + yaml, GenericKubernetesResource.class);
  }

  /** A pod of the recipe's StatefulSet. */
  static GenericKubernetesResource pod(int ordinal) {
    return object(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: mongo-%1$d
          namespace: default
          uid: uid-%1$d
          ownerReferences:
          - {apiVersion: apps/v1, kind: StatefulSet, name: mongo, uid: s, controller: true}
        spec:
          containers:
          - name: mongo
            image: mongo
            command: [mongod, --replSet, rs0, --smallfiles]
          - name: mongo-sidecar
            image: cvallance/mongo-k8s-sidecar
        status:
          podIP: 10.0.0.%1$d
          containerStatuses:
          - {name: mongo, state: {running: {}}}
          - {name: mongo-sidecar, state: {waiting: {}}}
        """
            .formatted(ordinal));
  }
}
