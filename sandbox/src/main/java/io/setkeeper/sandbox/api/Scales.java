package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.api.patch.Patch;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Mode;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Part;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code scale} of an object: its {@code spec.replicas}, as a Scale of autoscaling/v1. */
final class Scales {
  private final ObjectStore store;

  Scales(ObjectStore store) {
    this.store = store;
  }

  void serve(Exchange exchange, Target target) throws IOException {
    ObjectNode object = store.get(target.type(), target.namespace(), target.name());
    switch (exchange.method()) {
      case "GET" -> exchange.send(scale(object));
      case "PUT" -> {
        ObjectNode wanted = exchange.object().orElseGet(Json::object);
        exchange.send(scale(write(exchange, target, object, wanted)));
      }
      case "PATCH" -> {
        Patch patch = Patch.parse(exchange.contentType(), exchange.body());
        ObjectNode wanted = patch.applyTo(scale(object));
        exchange.send(scale(write(exchange, target, object, wanted)));
      }
      default ->
          throw StatusException.of(
              Reason.METHOD_NOT_ALLOWED,
              "the server does not allow this method on the requested resource");
    }
  }

  private ObjectNode write(Exchange exchange, Target target, ObjectNode object, ObjectNode wanted) {
    Mode mode = Queries.mode(exchange);
    long replicas = Json.number(wanted, 0, "spec", "replicas");
    ObjectNode changed = object.deepCopy();
    Json.with(changed, "spec").put("replicas", replicas);
    String version = Json.text(wanted, "metadata", "resourceVersion");
    if (version.isEmpty()) {
      Json.with(changed, "metadata").remove("resourceVersion");
    } else {
      Json.with(changed, "metadata").put("resourceVersion", version);
    }
    return store.replace(target.type(), changed, Part.MAIN, mode);
  }

  private static ObjectNode scale(ObjectNode object) {
    ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field :
        new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
      metadata.set(field, Json.at(object, "metadata", field));
    }
    scale.putObject("spec").put("replicas", Json.number(object, 0, "spec", "replicas"));
    ObjectNode status = scale.putObject("status");
    status.put("replicas", Json.number(object, 0, "status", "replicas"));
    status.put("selector", selector(Json.at(object, "spec", "selector", "matchLabels")));
    return scale;
  }

  private static String selector(JsonNode labels) {
    return labels
        .propertyStream()
        .map(label -> label.getKey() + "=" + label.getValue().asString())
        .collect(Collectors.joining(","));
  }
}
