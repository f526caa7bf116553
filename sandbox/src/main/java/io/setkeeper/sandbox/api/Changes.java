package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.api.patch.Patch;
import io.setkeeper.sandbox.api.patch.ServerSideApply;
import io.setkeeper.sandbox.store.DeleteOptions;
import io.setkeeper.sandbox.store.Deleted;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Mode;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Part;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** create, update, patch and delete. */
final class Changes {
  private static final int CREATED = 201;
  private static final int OK = 200;

  /** A patch is tried anew when somebody else was faster, as often as the real server does. */
  private static final int ATTEMPTS = 5;

  private final ObjectStore store;

  private final Clock clock;

  Changes(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void create(Exchange exchange, Target target) throws IOException {
    ObjectNode sent = required(exchange);
    if (target.type().namespaced() && target.namespace().isEmpty()) {
      throw StatusException.of(
          Reason.BAD_REQUEST, "an empty namespace may not be set during creation");
    }
    Strictness.check(exchange, target, sent);
    ObjectNode object = Codec.decode(target, sent);
    ObjectNode created = store.create(target.type(), object, Queries.mode(exchange));
    exchange.send(CREATED, Codec.encode(target.served(), created));
  }

  void update(Exchange exchange, Target target) throws IOException {
    ObjectNode sent = required(exchange);
    Strictness.check(exchange, target, sent);
    ObjectNode object = Codec.decode(target, sent);
    ObjectNode updated = store.replace(target.type(), object, part(target), Queries.mode(exchange));
    exchange.send(Codec.encode(target.served(), updated));
  }

  void patch(Exchange exchange, Target target) throws IOException {
    Patch patch = Patch.parse(exchange.contentType(), exchange.body());
    Mode mode = Queries.mode(exchange);
    if (patch instanceof Patch.Apply && exchange.query("fieldManager").isEmpty()) {
      throw StatusException.of(
          Reason.BAD_REQUEST,
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
    }
    for (int attempt = 1; ; attempt++) {
      Optional<ObjectNode> before = store.find(target.type(), target.namespace(), target.name());
      if (before.isEmpty() && patch instanceof Patch.Apply) {
        ObjectNode wanted = patched(exchange, target, patch, Json.object());
        Strictness.check(exchange, target, wanted);
        ObjectNode created = store.create(target.type(), Codec.decode(target, wanted), mode);
        exchange.send(CREATED, Codec.encode(target.served(), created));
        return;
      }
      ObjectNode current =
          before.orElseThrow(() -> StatusException.notFound(target.type(), target.name()));
      ObjectNode patched = patched(exchange, target, patch, Codec.encode(target.served(), current));
      Strictness.check(exchange, target, patched);
      try {
        ObjectNode updated =
            store.replace(target.type(), Codec.decode(target, patched), part(target), mode);
        exchange.send(OK, Codec.encode(target.served(), updated));
        return;
      } catch (StatusException e) {
        boolean overtaken =
            e.reason() == Reason.CONFLICT && Json.version(patched) == Json.version(current);
        if (!overtaken || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private ObjectNode patched(Exchange exchange, Target target, Patch patch, ObjectNode current) {
    if (!(patch instanceof Patch.Apply(ObjectNode wanted))) {
      return patch.applyTo(current);
    }
    ServerSideApply apply =
        new ServerSideApply(
            exchange.query("fieldManager"),
            exchange.asks("force"),
            target.served().apiVersion(),
            clock.instant());
    return apply.apply(wanted, current);
  }

  void delete(Exchange exchange, Target target) throws IOException {
    DeleteOptions options = Queries.delete(exchange);
    Deleted deleted =
        store.delete(
            target.type(), target.namespace(), target.name(), options, Queries.mode(exchange));
    exchange.send(
        deleted.gone()
            ? Statuses.deleted(target.type(), deleted.object())
            : Codec.encode(target.served(), deleted.object()));
  }

  void deleteAll(Exchange exchange, Target target) throws IOException {
    DeleteOptions options = Queries.delete(exchange);
    Mode mode = Queries.mode(exchange);
    ObjectNode list = Json.object();
    list.put("kind", target.type().kind() + "List");
    list.put("apiVersion", target.served().apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
    ArrayNode items = list.putArray("items");
    var found = store.list(target.type(), target.namespace(), Selectors.of(exchange, target));
    for (ObjectNode object : found.items()) {
      try {
        Deleted deleted =
            store.delete(target.type(), Json.namespace(object), Json.name(object), options, mode);
        items.add(Codec.encode(target.served(), deleted.object()));
      } catch (StatusException e) {
        if (e.reason() != Reason.NOT_FOUND) {
          throw e;
        }
      }
    }
    exchange.send(list);
  }

  private static Part part(Target target) {
    return target.subresource().equals("status") ? Part.STATUS : Part.MAIN;
  }

  /** What a client sent, where something has to be sent. */
  static ObjectNode required(Exchange exchange) throws IOException {
    return exchange
        .object()
        .orElseThrow(() -> StatusException.of(Reason.BAD_REQUEST, "the request has no body"));
  }
}
