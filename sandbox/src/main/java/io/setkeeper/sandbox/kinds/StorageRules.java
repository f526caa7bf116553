package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Causes;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Rules;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Claims, volumes and their classes. */
final class StorageRules {
  private static final Set<String> MODES =
      Set.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

  private StorageRules() {}

  private static void accessModes(JsonNode spec, Causes causes) {
    if (spec.path("accessModes").isEmpty()) {
      causes.required("spec.accessModes", "at least 1 access mode is required");
    }
    for (JsonNode mode : spec.path("accessModes")) {
      if (!MODES.contains(mode.asString(""))) {
        causes.notSupported(
            "spec.accessModes", mode.asString(""), MODES.stream().sorted().toList());
      }
    }
  }

  /** PersistentVolumeClaims. */
  static final class Claim implements Rules {
    private static final List<String> CHANGEABLE =
        List.of("resources", "volumeAttributesClassName");

    @Override
    public void onCreate(ObjectNode claim) {
      claim.putObject("status").put("phase", "Pending");
    }

    @Override
    public void defaults(ObjectNode claim) {
      Json.preset(Json.with(claim, "spec"), "volumeMode", "Filesystem");
    }

    @Override
    public void validate(ObjectNode claim, Causes causes) {
      JsonNode spec = Json.at(claim, "spec");
      accessModes(spec, causes);
      if (!Json.has(spec, "resources", "requests", "storage")) {
        causes.required("spec.resources[storage]", "");
      }
    }

    @Override
    public void validateUpdate(ObjectNode now, ObjectNode before, Causes causes) {
      ObjectNode fixed = Json.with(now.deepCopy(), "spec").remove(CHANGEABLE);
      ObjectNode was = Json.with(before.deepCopy(), "spec").remove(CHANGEABLE);
      // A claim is bound, and given the default class, once.
      for (String once : List.of("volumeName", "storageClassName")) {
        if (Json.text(was, once).isEmpty()) {
          fixed.remove(once);
          was.remove(once);
        }
      }
      if (!Json.same(fixed, was)) {
        causes.forbidden(
            "spec",
            "spec is immutable after creation except resources.requests and"
                + " volumeAttributesClassName for bound claims");
      }
    }
  }

  /** PersistentVolumes. */
  static final class Volume implements Rules {
    @Override
    public void onCreate(ObjectNode volume) {
      volume.putObject("status").put("phase", "Pending");
    }

    @Override
    public void defaults(ObjectNode volume) {
      ObjectNode spec = Json.with(volume, "spec");
      Json.preset(spec, "persistentVolumeReclaimPolicy", "Retain");
      Json.preset(spec, "volumeMode", "Filesystem");
    }

    @Override
    public void validate(ObjectNode volume, Causes causes) {
      JsonNode spec = Json.at(volume, "spec");
      accessModes(spec, causes);
      if (!Json.has(spec, "capacity", "storage")) {
        causes.required("spec.capacity", "");
      }
    }
  }

  /** StorageClasses. */
  static final class StorageClass implements Rules {
    @Override
    public void defaults(ObjectNode storageClass) {
      Json.preset(storageClass, "reclaimPolicy", "Delete");
      Json.preset(storageClass, "volumeBindingMode", "Immediate");
    }

    @Override
    public void validate(ObjectNode storageClass, Causes causes) {
      if (Json.text(storageClass, "provisioner").isEmpty()) {
        causes.required("provisioner", "");
      }
    }

    @Override
    public void validateUpdate(ObjectNode now, ObjectNode before, Causes causes) {
      for (String field : List.of("parameters", "provisioner", "reclaimPolicy")) {
        if (!Json.same(now.path(field), before.path(field))) {
          causes.forbidden(field, "updates to " + field + " are forbidden.");
        }
      }
      causes.immutable(
          "volumeBindingMode", now.path("volumeBindingMode"), before.path("volumeBindingMode"));
    }
  }
}
