package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.Served;
import io.setkeeper.sandbox.store.StatusException;
import tools.jackson.databind.node.ObjectNode;

/** Between the version that a client speaks and the one stored. */
final class Codec {
  private Codec() {}

  /** The object as the client is to see it. */
  static ObjectNode encode(Served served, ObjectNode stored) {
    ObjectNode object = stored.deepCopy();
    served.fromStorage().accept(object);
    object.put("apiVersion", served.apiVersion());
    return object;
  }

  /** The object to store; what a client sent for this target, if it is that at all. */
  static ObjectNode decode(Target target, ObjectNode sent) {
    ObjectNode object = sent.deepCopy();
    demand(object, target.type().kind(), target.served());
    place(target, Json.with(object, "metadata"));
    target.served().toStorage().accept(object);
    object.put("apiVersion", target.type().storage().apiVersion());
    object.put("kind", target.type().kind());
    return object;
  }

  /** An object may leave out what it is, but not contradict. */
  static void demand(ObjectNode object, String wanted, Served served) {
    String kind = Json.text(object, "kind");
    String apiVersion = Json.text(object, "apiVersion");
    if (!apiVersion.isEmpty() && !apiVersion.equals(served.apiVersion())) {
      throw bad(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(apiVersion, served.apiVersion()));
    }
    if (!kind.isEmpty() && !kind.equals(wanted)) {
      throw bad(
          "%s in version \"%s\" cannot be handled as a %s"
              .formatted(kind, served.version(), wanted));
    }
  }

  /** The path decides where an object is; the object may leave it out but not contradict. */
  static void place(Target target, ObjectNode metadata) {
    String namespace = Json.text(metadata, "namespace");
    if (target.type().namespaced()) {
      if (!namespace.isEmpty() && !namespace.equals(target.namespace())) {
        throw bad(
            "the namespace of the provided object does not match the namespace sent on the"
                + " request");
      }
      metadata.put("namespace", target.namespace());
    } else {
      metadata.remove("namespace");
    }
    String name = Json.text(metadata, "name");
    if (!target.isCollection()) {
      if (!name.isEmpty() && !name.equals(target.name())) {
        throw bad(
            "the name of the object (%s) does not match the name on the URL (%s)"
                .formatted(name, target.name()));
      }
      metadata.put("name", target.name());
    }
  }

  private static StatusException bad(String message) {
    return StatusException.of(Reason.BAD_REQUEST, message);
  }
}
