package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the cluster's certificate into every namespace, as the ConfigMap {@code kube-root-ca.crt}.
 */
final class RootCertificates {
  private static final String NAME = "kube-root-ca.crt";

  private RootCertificates() {}

  /**
   * What is due now.
   *
   * @param certificate the cluster's, PEM
   */
  static List<Change> decide(
      List<ObjectNode> namespaces, List<ObjectNode> configMaps, String certificate) {
    return namespaces.stream()
        .filter(namespace -> !Json.terminating(namespace))
        .flatMap(namespace -> one(Json.name(namespace), configMaps, certificate).stream())
        .toList();
  }

  private static List<Change> one(
      String namespace, List<ObjectNode> configMaps, String certificate) {
    ObjectNode wanted = Meta.create("v1", "ConfigMap", namespace, NAME);
    Json.with(wanted, "data").put("ca.crt", certificate);
    for (ObjectNode there : configMaps) {
      if (Meta.key(there).equals(Meta.key(wanted))) {
        return Json.same(there.path("data"), wanted.path("data"))
            ? List.of()
            : List.of(new Change.Update(wanted));
      }
    }
    return List.of(new Change.Create(wanted, List.of()));
  }
}
