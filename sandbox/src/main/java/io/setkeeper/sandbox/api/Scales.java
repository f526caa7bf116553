package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.api.patch.Patch;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Part;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.Served;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code scale} of an object: its {@code spec.replicas}, as a Scale of autoscaling/v1. */
final class Scales {
  private static final String KIND = "Scale";
  private static final Served SERVED = Served.of("autoscaling", "v1");

  private final ObjectStore store;

  Scales(ObjectStore store) {
    this.store = store;
  }

  void serve(Exchange exchange, Target target) throws IOException {
    switch (exchange.method()) {
      case "GET" ->
          exchange.send(scale(store.get(target.type(), target.namespace(), target.name())));
      case "PUT" -> {
        ObjectNode wanted = sent(exchange, target);
        exchange.send(write(exchange, target, _ -> wanted));
      }
      case "PATCH" -> {
        Patch patch = Patch.parse(exchange.contentType(), exchange.body());
        exchange.send(write(exchange, target, scale -> checked(exchange, patch.applyTo(scale))));
      }
      default ->
          throw StatusException.of(
              Reason.METHOD_NOT_ALLOWED,
              "the server does not allow this method on the requested resource");
    }
  }

  private static ObjectNode checked(Exchange exchange, ObjectNode scale) {
    Strictness.check(exchange, KIND, SERVED, scale);
    return scale;
  }

  private static ObjectNode sent(Exchange exchange, Target target) throws IOException {
    ObjectNode sent = Changes.required(exchange);
    Codec.demand(sent, KIND, SERVED);
    Codec.place(target, Json.with(sent, "metadata"));
    return checked(exchange, sent);
  }

  /**
   * Writes the replicas into the object as it is at that moment: who names no version is refused
   * for nobody else's change, and undoes none.
   */
  private ObjectNode write(Exchange exchange, Target target, UnaryOperator<ObjectNode> wanted) {
    return scale(
        store.change(
            target.type(),
            target.namespace(),
            target.name(),
            Part.MAIN,
            Queries.mode(exchange),
            object -> fill(object, wanted.apply(scale(object)))));
  }

  private static void fill(ObjectNode object, ObjectNode wanted) {
    Json.with(object, "spec").put("replicas", Json.number(wanted, 0, "spec", "replicas"));
    ObjectNode metadata = Json.with(object, "metadata");
    for (String precondition : List.of("uid", "resourceVersion")) {
      String value = Json.text(wanted, "metadata", precondition);
      if (!value.isEmpty()) {
        metadata.put(precondition, value);
      }
    }
  }

  private static ObjectNode scale(ObjectNode object) {
    ObjectNode scale = Json.object().put("kind", KIND).put("apiVersion", SERVED.apiVersion());
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
