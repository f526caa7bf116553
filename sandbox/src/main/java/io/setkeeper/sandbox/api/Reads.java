package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Listing;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Selector;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** get, list and watch. */
final class Reads {
  private final ObjectStore store;
  private final Tables tables;

  Reads(ObjectStore store, Tables tables) {
    this.store = store;
    this.tables = tables;
  }

  void get(Exchange exchange, Target target) throws IOException {
    ObjectNode object =
        Codec.encode(target.served(), store.get(target.type(), target.namespace(), target.name()));
    if (Tables.isWanted(exchange)) {
      String include = exchange.query("includeObject");
      exchange.send(
          tables.table(target.type(), List.of(object), Json.version(object), true, include));
    } else {
      exchange.send(object);
    }
  }

  /** All in one page: {@code limit} is a wish that the interface allows to ignore. */
  void list(Exchange exchange, Target target) throws IOException {
    Listing listing = store.list(target.type(), target.namespace(), Selectors.of(exchange, target));
    List<ObjectNode> items =
        listing.items().stream().map(item -> Codec.encode(target.served(), item)).toList();
    if (Tables.isWanted(exchange)) {
      String include = exchange.query("includeObject");
      exchange.send(tables.table(target.type(), items, listing.version(), true, include));
      return;
    }
    ObjectNode list = Json.object();
    list.put("kind", target.type().kind() + "List");
    list.put("apiVersion", target.served().apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(listing.version()));
    ArrayNode array = list.putArray("items");
    items.forEach(array::add);
    exchange.send(list);
  }

  void watch(Exchange exchange, Target target) throws IOException {
    Selector selector = Selectors.of(exchange, target);
    if (exchange.header("Upgrade").equalsIgnoreCase("websocket")) {
      // Answered as plain HTTP and without a watch: clients then ask for one without an upgrade.
      exchange.send(Json.object());
      return;
    }
    new WatchStream(store, tables, exchange, target).run(selector);
  }
}
