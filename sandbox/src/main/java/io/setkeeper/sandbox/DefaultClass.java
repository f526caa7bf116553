package io.setkeeper.sandbox;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import tools.jackson.databind.node.ObjectNode;

/** The StorageClass {@code standard}, for claims that name none: clusters have such a one. */
final class DefaultClass {
  private DefaultClass() {}

  static void create(ObjectStore store) {
    if (store.find(Kinds.STORAGE_CLASS, "", "standard").isPresent()) {
      return;
    }
    ObjectNode standard = Meta.create("storage.k8s.io/v1", "StorageClass", "", "standard");
    Json.with(standard, "metadata", "annotations")
        .put("storageclass.kubernetes.io/is-default-class", "true");
    standard.put("provisioner", "setkeeper.io/folder");
    standard.put("reclaimPolicy", "Delete").put("volumeBindingMode", "Immediate");
    store.create(Kinds.STORAGE_CLASS, standard);
  }
}
