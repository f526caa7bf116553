package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Cause;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.StatusException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers of kind Status. */
final class Statuses {
  private Statuses() {}

  static ObjectNode of(StatusException refusal) {
    ObjectNode status = empty();
    status.put("status", "Failure");
    status.put("message", refusal.getMessage());
    status.put("reason", refusal.reason().text());
    StatusException.Details about = refusal.details();
    ObjectNode details = details(about.name(), about.group(), about.kind(), about.uid());
    if (!about.causes().isEmpty()) {
      ArrayNode causes = details.putArray("causes");
      for (Cause cause : about.causes()) {
        causes
            .addObject()
            .put("reason", cause.reason())
            .put("message", cause.message())
            .put("field", cause.field());
      }
    }
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    status.put("code", refusal.reason().code());
    return status;
  }

  /** What a delete answers when the object is gone. */
  static ObjectNode deleted(ResourceType type, ObjectNode object) {
    ObjectNode status = empty();
    status.put("status", "Success");
    status.set(
        "details", details(Json.name(object), type.group(), type.plural(), Json.uid(object)));
    return status;
  }

  private static ObjectNode empty() {
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    return status;
  }

  private static ObjectNode details(String name, String group, String kind, String uid) {
    ObjectNode details = Json.object();
    details.put("name", name).put("group", group).put("kind", kind).put("uid", uid);
    details.removeIf(value -> value.asString().isEmpty());
    return details;
  }
}
