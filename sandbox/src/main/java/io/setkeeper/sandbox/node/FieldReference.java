package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.store.Json;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The downward API: fields of the pod as text. */
final class FieldReference {
  private static final Pattern KEYED =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

  private FieldReference() {}

  /**
   * The field's value.
   *
   * @throws ConfigMissingException no field that Kubernetes allows here
   */
  static String value(ObjectNode pod, String path) {
    Matcher keyed = KEYED.matcher(path);
    if (keyed.matches()) {
      return Json.text(pod, "metadata", keyed.group(1), keyed.group(2));
    }
    return switch (path) {
      case "metadata.name" -> Json.name(pod);
      case "metadata.namespace" -> Json.namespace(pod);
      case "metadata.uid" -> Json.uid(pod);
      case "metadata.labels" -> lines(Fields.strings(pod, "metadata", "labels"));
      case "metadata.annotations" -> lines(Fields.strings(pod, "metadata", "annotations"));
      case "spec.nodeName" -> Json.text(pod, "spec", "nodeName");
      case "spec.serviceAccountName" ->
          Fields.optional(pod, "spec", "serviceAccountName").orElse("default");
      case "status.hostIP", "status.hostIPs" -> Json.text(pod, "status", "hostIP");
      case "status.podIP", "status.podIPs" -> Json.text(pod, "status", "podIP");
      default -> throw new ConfigMissingException("fieldPath \"" + path + "\" is not supported");
    };
  }

  private static String lines(Map<String, String> map) {
    return map.entrySet().stream()
        .map(e -> e.getKey() + "=\"" + e.getValue() + "\"")
        .collect(Collectors.joining("\n"));
  }
}
