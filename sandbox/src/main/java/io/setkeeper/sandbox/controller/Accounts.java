package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every namespace its service account {@code default} and the ConfigMap with the cluster's
 * certificate.
 */
final class Accounts {
  private static final String CERTIFICATE = "kube-root-ca.crt";

  private Accounts() {}

  /**
   * What is due now.
   *
   * @param certificate the cluster's certificate, PEM
   */
  static List<Change> decide(
      List<ObjectNode> namespaces,
      List<ObjectNode> accounts,
      List<ObjectNode> configMaps,
      String certificate) {
    Set<String> there = keys(accounts);
    Set<String> certified = keys(configMaps);
    List<Change> changes = new ArrayList<>();
    for (ObjectNode namespace : namespaces) {
      String name = Json.name(namespace);
      if (Json.terminating(namespace)) {
        continue;
      }
      if (!there.contains(name + "/default")) {
        changes.add(create(Meta.create("v1", "ServiceAccount", name, "default")));
      }
      if (!certified.contains(name + "/" + CERTIFICATE)) {
        ObjectNode map = Meta.create("v1", "ConfigMap", name, CERTIFICATE);
        Json.with(map, "data").put("ca.crt", certificate);
        changes.add(create(map));
      }
    }
    return List.copyOf(changes);
  }

  private static Change create(ObjectNode object) {
    return new Change.Create(object, List.of());
  }

  private static Set<String> keys(List<ObjectNode> objects) {
    return objects.stream().map(Meta::key).collect(Collectors.toSet());
  }
}
