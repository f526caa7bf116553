package io.setkeeper.sandbox.kinds;

import static io.setkeeper.sandbox.kinds.Columns.AGE;
import static io.setkeeper.sandbox.kinds.Columns.NAME;
import static io.setkeeper.sandbox.kinds.Columns.at;
import static io.setkeeper.sandbox.kinds.Columns.integer;
import static io.setkeeper.sandbox.kinds.Columns.orNone;
import static io.setkeeper.sandbox.kinds.Columns.text;
import static io.setkeeper.sandbox.kinds.Columns.wide;

import io.setkeeper.sandbox.store.Column;
import io.setkeeper.sandbox.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Columns of storage, the cluster and the smaller kinds. */
final class OtherColumns {
  private static final Map<String, String> MODES =
      Map.of(
          "ReadWriteOnce", "RWO",
          "ReadOnlyMany", "ROX",
          "ReadWriteMany", "RWX",
          "ReadWriteOncePod", "RWOP");

  static final List<Column> VOLUME =
      List.of(
          NAME,
          at("Capacity", "spec", "capacity", "storage"),
          text("Access Modes", volume -> modes(Json.at(volume, "spec", "accessModes"))),
          at("Reclaim Policy", "spec", "persistentVolumeReclaimPolicy"),
          text("Status", volume -> phase(volume)),
          text("Claim", OtherColumns::claim),
          text("StorageClass", OtherColumns::storageClass),
          text("VolumeAttributesClass", volume -> "<unset>"),
          at("Reason", "status", "reason"),
          AGE,
          wide(at("VolumeMode", "spec", "volumeMode")));

  static final List<Column> CLAIM =
      List.of(
          NAME,
          text("Status", claim -> phase(claim)),
          at("Volume", "spec", "volumeName"),
          at("Capacity", "status", "capacity", "storage"),
          text("Access Modes", claim -> modes(Json.at(claim, "status", "accessModes"))),
          text("StorageClass", OtherColumns::storageClass),
          text("VolumeAttributesClass", claim -> "<unset>"),
          AGE,
          wide(at("VolumeMode", "spec", "volumeMode")));

  static final List<Column> STORAGE_CLASS =
      List.of(
          text("Name", OtherColumns::nameOfClass),
          at("Provisioner", "provisioner"),
          at("ReclaimPolicy", "reclaimPolicy"),
          at("VolumeBindingMode", "volumeBindingMode"),
          text(
              "AllowVolumeExpansion",
              c -> Boolean.toString(c.path("allowVolumeExpansion").asBoolean(false))),
          AGE);

  static final List<Column> EVENT =
      List.of(
          new Column(
              "Last Seen",
              "string",
              false,
              (event, now) -> StringNode.valueOf(Columns.age(lastSeen(event), now))),
          at("Type", "type"),
          at("Reason", "reason"),
          text(
              "Object",
              event ->
                  Json.text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT)
                      + "/"
                      + Json.text(event, "involvedObject", "name")),
          wide(at("Subobject", "involvedObject", "fieldPath")),
          wide(text("Source", OtherColumns::source)),
          text("Message", event -> Json.text(event, "message").strip()),
          wide(Columns.since("First Seen", "firstTimestamp")),
          wide(integer("Count", event -> Json.number(event, 1, "count"))),
          wide(NAME));

  static final List<Column> NAMESPACE = List.of(NAME, at("Status", "status", "phase"), AGE);

  static final List<Column> NODE =
      List.of(
          NAME,
          text("Status", OtherColumns::nodeStatus),
          text("Roles", OtherColumns::roles),
          AGE,
          at("Version", "status", "nodeInfo", "kubeletVersion"),
          wide(text("Internal-IP", node -> address(node, "InternalIP"))),
          wide(text("External-IP", node -> address(node, "ExternalIP"))),
          wide(at("OS-Image", "status", "nodeInfo", "osImage")),
          wide(at("Kernel-Version", "status", "nodeInfo", "kernelVersion")),
          wide(at("Container-Runtime", "status", "nodeInfo", "containerRuntimeVersion")));

  static final List<Column> CONFIG_MAP =
      List.of(
          NAME,
          integer("Data", map -> map.path("data").size() + map.path("binaryData").size()),
          AGE);

  static final List<Column> SECRET =
      List.of(NAME, at("Type", "type"), integer("Data", secret -> secret.path("data").size()), AGE);

  static final List<Column> SERVICE_ACCOUNT =
      List.of(NAME, integer("Secrets", account -> account.path("secrets").size()), AGE);

  static final List<Column> LEASE = List.of(NAME, at("Holder", "spec", "holderIdentity"), AGE);

  static final List<Column> BINDING =
      List.of(
          NAME,
          text(
              "Role",
              binding ->
                  Json.text(binding, "roleRef", "kind")
                      + "/"
                      + Json.text(binding, "roleRef", "name")),
          AGE);

  private OtherColumns() {}

  private static String phase(ObjectNode object) {
    return Json.terminating(object) ? "Terminating" : Json.text(object, "status", "phase");
  }

  private static String modes(JsonNode modes) {
    return modes
        .valueStream()
        .map(mode -> MODES.getOrDefault(mode.asString(""), mode.asString("")))
        .collect(Collectors.joining(","));
  }

  private static String claim(ObjectNode volume) {
    String name = Json.text(volume, "spec", "claimRef", "name");
    return name.isEmpty() ? "" : Json.text(volume, "spec", "claimRef", "namespace") + "/" + name;
  }

  /** The annotation is older and goes first. */
  private static String storageClass(ObjectNode object) {
    String old =
        Json.text(object, "metadata", "annotations", "volume.beta.kubernetes.io/storage-class");
    return old.isEmpty() ? Json.text(object, "spec", "storageClassName") : old;
  }

  private static String nameOfClass(ObjectNode storageClass) {
    boolean byDefault =
        Json.text(
                storageClass,
                "metadata",
                "annotations",
                "storageclass.kubernetes.io/is-default-class")
            .equals("true");
    return Json.name(storageClass) + (byDefault ? " (default)" : "");
  }

  static String lastSeen(ObjectNode event) {
    for (String[] path :
        new String[][] {
          {"series", "lastObservedTime"},
          {"lastTimestamp"},
          {"eventTime"},
          {"firstTimestamp"},
          {"metadata", "creationTimestamp"}
        }) {
      if (Json.has(event, path)) {
        return Json.text(event, path);
      }
    }
    return "";
  }

  private static String source(ObjectNode event) {
    String component = Json.text(event, "source", "component");
    String reporter = component.isEmpty() ? Json.text(event, "reportingComponent") : component;
    String host = Json.text(event, "source", "host");
    return host.isEmpty() ? reporter : reporter + ", " + host;
  }

  private static String nodeStatus(ObjectNode node) {
    List<String> all = new ArrayList<>();
    all.add(
        Json.at(node, "status", "conditions")
            .valueStream()
            .filter(condition -> Json.text(condition, "type").equals("Ready"))
            .map(c -> Json.text(c, "status").equals("True") ? "Ready" : "NotReady")
            .findFirst()
            .orElse("Unknown"));
    if (Json.at(node, "spec", "unschedulable").asBoolean(false)) {
      all.add("SchedulingDisabled");
    }
    return String.join(",", all);
  }

  private static String roles(ObjectNode node) {
    String prefix = "node-role.kubernetes.io/";
    return orNone(
        Json.at(node, "metadata", "labels").propertyNames().stream()
            .filter(label -> label.startsWith(prefix))
            .map(label -> label.substring(prefix.length()))
            .sorted()
            .collect(Collectors.joining(",")));
  }

  private static String address(ObjectNode node, String type) {
    return Json.at(node, "status", "addresses")
        .valueStream()
        .filter(address -> Json.text(address, "type").equals(type))
        .map(address -> Json.text(address, "address"))
        .findFirst()
        .orElse("<none>");
  }
}
