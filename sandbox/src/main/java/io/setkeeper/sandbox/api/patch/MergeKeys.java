package io.setkeeper.sandbox.api.patch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * By what the elements of a list are told apart when lists are merged, as Kubernetes' API has it in
 * {@code x-kubernetes-patch-merge-key}. In the kinds served here the property's name decides.
 */
public final class MergeKeys {
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("volumes", "name"),
          Map.entry("env", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("secrets", "name"),
          Map.entry("resourceClaims", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("hostAliases", "ip"),
          Map.entry("podIPs", "ip"),
          Map.entry("hostIPs", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"),
          Map.entry("conditions", "type"),
          Map.entry("addresses", "type"),
          Map.entry("taints", "key"),
          Map.entry("ownerReferences", "uid"));

  /** Lists of plain values that are merged as sets. */
  private static final Set<String> SETS = Set.of("finalizers");

  private MergeKeys() {}

  /** The key of a list's elements; nothing for a list that is replaced whole. */
  static Optional<String> of(String property, JsonNode list) {
    if (property.equals("ports")) {
      boolean ofContainer = list.valueStream().anyMatch(port -> port.has("containerPort"));
      return Optional.of(ofContainer ? "containerPort" : "port");
    }
    return Optional.ofNullable(KEYS.get(property));
  }

  /** The same by the type of the elements: {@code ContainerPort}. */
  public static Optional<String> of(String property, String type) {
    return switch (type) {
      case "ContainerPort" -> Optional.of("containerPort");
      case "ServicePort" -> Optional.of("port");
      default -> Optional.ofNullable(KEYS.get(property));
    };
  }

  /** Whether a list is of plain values and merged as a set. */
  public static boolean isSet(String property) {
    return SETS.contains(property);
  }
}
