package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Selector;
import io.setkeeper.sandbox.store.StatusException;
import io.setkeeper.sandbox.store.Watch;
import io.setkeeper.sandbox.store.WatchEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** A watch as a response without end: an event a line. */
final class WatchStream {
  /** The real server ends watches after half an hour to an hour, where nothing else was asked. */
  private static final Duration LIFE = Duration.ofMinutes(40);

  private static final Duration BOOKMARKS = Duration.ofMinutes(1);
  private final ObjectStore store;
  private final Tables tables;
  private final Exchange exchange;
  private final Target target;
  private boolean headed;

  WatchStream(ObjectStore store, Tables tables, Exchange exchange, Target target) {
    this.store = store;
    this.tables = tables;
    this.exchange = exchange;
    this.target = target;
  }

  void run(Selector selector) throws IOException {
    try (OutputStream out = exchange.stream("application/json")) {
      // Headers go out at once: clients wait for them.
      out.flush();
      stream(out, selector);
    }
  }

  private void stream(OutputStream out, Selector selector) throws IOException {
    OptionalLong since = since();
    boolean initial = exchange.asks("sendInitialEvents");
    try (Watch watch =
        store.watch(
            target.type(), target.namespace(), selector, initial ? OptionalLong.empty() : since)) {
      if (initial) {
        store.bookmark(watch);
      }
      pass(watch, out, initial);
    } catch (StatusException e) {
      write(out, "ERROR", Statuses.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(Watch watch, OutputStream out, boolean initial)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + life().toNanos();
    boolean bookmarks = exchange.asks("allowWatchBookmarks");
    boolean atStart = initial;
    while (!watch.closed()) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        return;
      }
      Duration patience = left.compareTo(BOOKMARKS) < 0 ? left : BOOKMARKS;
      Optional<WatchEvent> event = watch.next(patience);
      if (event.isPresent()) {
        atStart = pass(event.orElseThrow(), out, atStart);
      } else if (bookmarks) {
        store.bookmark(watch);
      }
    }
  }

  /** Writes an event; answers whether the first bookmark is still to come. */
  private boolean pass(WatchEvent event, OutputStream out, boolean atStart) throws IOException {
    boolean bookmark = event.type() == WatchEvent.Type.BOOKMARK;
    ObjectNode object = Codec.encode(target.served(), event.object());
    if (bookmark) {
      object.put("kind", target.type().kind());
      if (atStart) {
        Json.with(object, "metadata", "annotations").put("k8s.io/initial-events-end", "true");
      }
    }
    boolean table = Tables.isWanted(exchange);
    write(out, event.type().name(), table ? row(object, bookmark) : object);
    return atStart && !bookmark;
  }

  private ObjectNode row(ObjectNode object, boolean bookmark) {
    boolean heading = !headed;
    headed = true;
    return tables.table(
        target.type(),
        bookmark ? List.of() : List.of(object),
        Json.version(object),
        heading,
        exchange.query("includeObject"));
  }

  private static void write(OutputStream out, String type, ObjectNode object) throws IOException {
    ObjectNode event = Json.object().put("type", type);
    event.set("object", object);
    byte[] line = Json.MAPPER.writeValueAsBytes(event);
    byte[] all = java.util.Arrays.copyOf(line, line.length + 1);
    all[line.length] = '\n';
    out.write(all);
    out.flush();
  }

  /** Without a version, and with 0: from all that there is. */
  private OptionalLong since() {
    String version = exchange.query("resourceVersion");
    if (version.isEmpty() || version.equals("0")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Queries.number(version, "resourceVersion"));
  }

  private Duration life() {
    String seconds = exchange.query("timeoutSeconds");
    return seconds.isEmpty() ? LIFE : Duration.ofSeconds(Queries.number(seconds, "timeoutSeconds"));
  }
}
