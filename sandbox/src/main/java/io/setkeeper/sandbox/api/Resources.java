package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.StatusException;
import io.setkeeper.sandbox.store.Subresource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Answers requests about stored objects. */
final class Resources {
  private final List<ResourceType> types;
  private final Reads reads;
  private final Changes changes;
  private final Scales scales;
  private final Logs logs;
  private final PortForwards forwards;

  Resources(ObjectStore store, ApiServerSettings settings, PortForwards forwards) {
    this.forwards = forwards;
    types = store.types();
    reads = new Reads(store, new Tables(settings.clock()));
    changes = new Changes(store, settings.clock());
    scales = new Scales(store);
    logs = new Logs(store, settings.state().resolve("pods"));
  }

  List<ResourceType> types() {
    return types;
  }

  void serve(Exchange exchange, Target target) throws IOException {
    switch (target.subresource()) {
      case "" -> object(exchange, target);
      case "status" -> {
        demand(target, Subresource.STATUS);
        status(exchange, target);
      }
      case "scale" -> {
        demand(target, Subresource.SCALE);
        scales.serve(exchange, target);
      }
      case "log" -> {
        demand(target, Subresource.LOG);
        logs.serve(exchange, target);
      }
      case "portforward" -> {
        demand(target, Subresource.PORTFORWARD);
        forwards.serve(exchange, target);
      }
      default -> throw unknown();
    }
  }

  private void object(Exchange exchange, Target target) throws IOException {
    String verb = exchange.method() + (target.isCollection() ? " all" : " one");
    switch (verb) {
      case "GET all" -> {
        if (exchange.asks("watch")) {
          reads.watch(exchange, target);
        } else {
          reads.list(exchange, target);
        }
      }
      case "GET one" -> reads.get(exchange, target);
      case "POST all" -> changes.create(exchange, target);
      case "DELETE all" -> changes.deleteAll(exchange, target);
      case "PUT one" -> changes.update(exchange, target);
      case "PATCH one" -> changes.patch(exchange, target);
      case "DELETE one" -> changes.delete(exchange, target);
      default -> throw notAllowed();
    }
  }

  private void status(Exchange exchange, Target target) throws IOException {
    switch (exchange.method()) {
      case "GET" -> reads.get(exchange, target);
      case "PUT" -> changes.update(exchange, target);
      case "PATCH" -> changes.patch(exchange, target);
      default -> throw notAllowed();
    }
  }

  private static void demand(Target target, Subresource subresource) {
    if (!target.type().subresources().contains(subresource)) {
      throw StatusException.of(
          Reason.NOT_FOUND,
          "%s have no %s".formatted(target.type(), subresource.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static StatusException unknown() {
    return StatusException.of(Reason.NOT_FOUND, "the server could not find the requested resource");
  }

  private static StatusException notAllowed() {
    return StatusException.of(
        Reason.METHOD_NOT_ALLOWED,
        "the server does not allow this method on the requested resource");
  }
}
