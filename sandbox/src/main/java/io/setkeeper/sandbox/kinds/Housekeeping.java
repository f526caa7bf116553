package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.DeleteOptions;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Part;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Selector;
import io.setkeeper.sandbox.store.StatusException;
import io.setkeeper.sandbox.store.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Empties namespaces that are being deleted, gives each its default service account, and forgets
 * events after an hour. Runs from {@link #start} to {@link #close}.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Duration EVENTS_KEPT = Duration.ofHours(1);
  private static final Duration SWEEP = Duration.ofMinutes(10);
  private final ObjectStore store;
  private final Clock clock;
  private final Watch watch;
  private final Thread thread;

  private Housekeeping(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.watch = store.watchAll();
    this.thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);
  }

  /** Starts to watch the store. */
  public static Housekeeping start(ObjectStore store, Clock clock) {
    Housekeeping housekeeping = new Housekeeping(store, clock);
    housekeeping.thread.start();
    return housekeeping;
  }

  private void run() {
    try {
      Instant swept = clock.instant();
      while (!watch.closed()) {
        watch.next(SWEEP).ifPresent(event -> look(event.object()));
        if (clock.instant().isAfter(swept.plus(SWEEP))) {
          swept = clock.instant();
          forgetEvents(swept.minus(EVENTS_KEPT));
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void look(ObjectNode object) {
    boolean namespace = Json.text(object, "kind").equals(Kinds.NAMESPACE.kind());
    String name = namespace ? Json.name(object) : Json.namespace(object);
    store.find(Kinds.NAMESPACE, "", name).ifPresent(found -> see(found, name));
  }

  private void see(ObjectNode namespace, String name) {
    try {
      if (Json.terminating(namespace)) {
        empty(namespace, name);
      } else if (store.find(Kinds.SERVICE_ACCOUNT, name, "default").isEmpty()) {
        Bootstrap.serviceAccount(store, name);
      }
    } catch (StatusException e) {
      // Somebody was faster; each of their changes comes by here.
    }
  }

  private void empty(ObjectNode namespace, String name) {
    if (!Json.text(namespace, "status", "phase").equals("Terminating")) {
      store.change(
          Kinds.NAMESPACE,
          "",
          name,
          Part.STATUS,
          object -> Json.with(object, "status").put("phase", "Terminating"));
    }
    boolean empty = true;
    for (ResourceType type : store.types()) {
      for (ObjectNode object :
          type.namespaced()
              ? store.list(type, name, Selector.ALL).items()
              : java.util.List.<ObjectNode>of()) {
        empty &=
            !Json.terminating(object)
                && store.delete(type, name, Json.name(object), DeleteOptions.DEFAULT).gone();
      }
    }
    if (empty) {
      store.change(
          Kinds.NAMESPACE,
          "",
          name,
          Part.MAIN,
          object -> Json.list(Json.with(object, "spec"), "finalizers").removeAll());
    }
  }

  private void forgetEvents(Instant before) {
    for (ObjectNode event : store.list(Kinds.EVENT, "", Selector.ALL).items()) {
      String seen = OtherColumns.lastSeen(event);
      if (!seen.isEmpty() && Instant.parse(seen).isBefore(before)) {
        try {
          store.delete(Kinds.EVENT, Json.namespace(event), Json.name(event), DeleteOptions.DEFAULT);
        } catch (StatusException e) {
          // Deleted already.
        }
      }
    }
  }

  @Override
  public void close() {
    watch.close();
    thread.interrupt();
  }
}
