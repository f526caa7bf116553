package io.setkeeper.sandbox.kube;

import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every Kubernetes object has: kind, name, identity, owner. */
public final class Meta {
  private Meta() {}

  /** The object's kind, as {@code StatefulSet}. */
  public static String kind(JsonNode object) {
    return Json.text(object, "kind");
  }

  /** {@code metadata.labels}. */
  public static Map<String, String> labels(JsonNode object) {
    return Fields.strings(object, "metadata", "labels");
  }

  /** The annotation's value; empty where there is none. */
  public static String annotation(JsonNode object, String key) {
    return Json.text(object, "metadata", "annotations", key);
  }

  /** {@code namespace/name}, for messages and keys. */
  public static String key(JsonNode object) {
    return Json.namespace(object) + "/" + Json.name(object);
  }

  /** {@code metadata.creationTimestamp}, the epoch where there is none. */
  public static Instant created(JsonNode object) {
    return Fields.optional(object, "metadata", "creationTimestamp")
        .map(Instant::parse)
        .orElse(Instant.EPOCH);
  }

  /** The owner that manages it, if any. */
  public static Optional<ObjectNode> controller(JsonNode object) {
    return owners(object).stream().filter(owner -> Fields.flag(owner, "controller")).findFirst();
  }

  /** {@code metadata.ownerReferences}. */
  public static List<ObjectNode> owners(JsonNode object) {
    return Fields.objects(object, "metadata", "ownerReferences");
  }

  /** Whether {@code owner} is the one that manages {@code object}. */
  public static boolean controlledBy(JsonNode object, JsonNode owner) {
    return controller(object)
        .map(ref -> Json.text(ref, "uid").equals(Json.uid(owner)))
        .orElse(false);
  }

  /** An owner reference to {@code owner}, as a controller writes it. */
  public static ObjectNode reference(JsonNode owner, boolean controller) {
    ObjectNode reference = Json.object();
    reference.put("apiVersion", Json.text(owner, "apiVersion"));
    reference.put("kind", kind(owner));
    reference.put("name", Json.name(owner));
    reference.put("uid", Json.uid(owner));
    reference.put("controller", controller);
    reference.put("blockOwnerDeletion", true);
    return reference;
  }

  /** A new object of a kind, with its name; {@code namespace} may be empty. */
  public static ObjectNode create(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object = Json.object().put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }

  /** The object's finalizers. */
  public static List<String> finalizers(JsonNode object) {
    return Fields.texts(object, "metadata", "finalizers");
  }
}
