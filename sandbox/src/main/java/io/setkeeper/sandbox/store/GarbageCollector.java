package io.setkeeper.sandbox.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes objects whose owners are gone, in the background, from {@link #start} to {@link #close};
 * lets go of those whose owner is deleted with propagation Orphan, and keeps an owner that is
 * deleted with propagation Foreground until those that block it are gone.
 */
public final class GarbageCollector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GarbageCollector.class);
  private final ObjectStore store;
  private final Watch watch;
  private final Thread thread;

  private record Found(ResourceType type, ObjectNode object) {}

  private GarbageCollector(ObjectStore store) {
    this.store = store;
    this.watch = store.watchAll();
    this.thread = Thread.ofVirtual().name("garbage-collector").unstarted(this::run);
  }

  /** Starts to watch all kinds of the store. */
  public static GarbageCollector start(ObjectStore store) {
    GarbageCollector collector = new GarbageCollector(store);
    collector.thread.start();
    return collector;
  }

  private void run() {
    try {
      while (!watch.closed()) {
        collect(watch.next());
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void collect(WatchEvent event) {
    ObjectNode object = event.object();
    switch (event.type()) {
      case ADDED -> attempt(object, this::disown);
      case MODIFIED -> {
        attempt(object, this::disown);
        attempt(object, this::release);
      }
      case DELETED -> {
        dependents(Json.uid(object)).forEach(found -> attempt(found.object(), this::disown));
        owners(object).forEach(owner -> attempt(owner.object(), this::release));
      }
      case BOOKMARK -> {}
    }
  }

  /** Each object for itself: one that can't be deleted now keeps no other one. */
  private static void attempt(ObjectNode object, Consumer<ObjectNode> deed) {
    try {
      deed.accept(object);
    } catch (StatusException e) {
      // Somebody changed it meanwhile: that change comes by here too.
      LOG.debug("{}", Json.name(object), e);
    } catch (RuntimeException e) {
      LOG.error("the garbage collector goes on without {}", Json.name(object), e);
    }
  }

  /** Deletes an object that names owners of which none is there. */
  private void disown(ObjectNode object) {
    JsonNode references = Json.at(object, "metadata", "ownerReferences");
    if (references.isEmpty() || Json.terminating(object)) {
      return;
    }
    if (owners(object).isEmpty()) {
      typeOf(object)
          .ifPresent(
              type ->
                  store.delete(
                      type,
                      Json.namespace(object),
                      Json.name(object),
                      DeleteOptions.DEFAULT.onlyUid(Json.uid(object))));
    }
  }

  /** Sees to the dependents of an object that is being deleted, where its finalizers ask for it. */
  private void release(ObjectNode owner) {
    if (!Json.terminating(owner)) {
      return;
    }
    if (hasFinalizer(owner, Writes.ORPHAN)) {
      dependents(Json.uid(owner)).forEach(dependent -> unlink(dependent, Json.uid(owner)));
      takeOff(owner, Writes.ORPHAN);
    }
    if (hasFinalizer(owner, Writes.FOREGROUND)) {
      List<Found> dependents = dependents(Json.uid(owner));
      dependents.stream()
          .filter(dependent -> !Json.terminating(dependent.object()))
          .forEach(
              dependent ->
                  store.delete(
                      dependent.type(),
                      Json.namespace(dependent.object()),
                      Json.name(dependent.object()),
                      DeleteOptions.DEFAULT));
      if (dependents(Json.uid(owner)).isEmpty()) {
        takeOff(owner, Writes.FOREGROUND);
      }
    }
  }

  private void unlink(Found dependent, String owner) {
    store.change(
        dependent.type(),
        Json.namespace(dependent.object()),
        Json.name(dependent.object()),
        Part.MAIN,
        object ->
            Json.list(Json.with(object, "metadata"), "ownerReferences")
                .removeIf(reference -> Json.text(reference, "uid").equals(owner)));
  }

  private void takeOff(ObjectNode owner, String finalizer) {
    typeOf(owner)
        .ifPresent(
            type ->
                store.change(
                    type,
                    Json.namespace(owner),
                    Json.name(owner),
                    Part.MAIN,
                    object ->
                        Json.list(Json.with(object, "metadata"), "finalizers")
                            .removeIf(found -> found.asString("").equals(finalizer))));
  }

  private static boolean hasFinalizer(ObjectNode object, String finalizer) {
    return Json.at(object, "metadata", "finalizers")
        .valueStream()
        .anyMatch(found -> found.asString("").equals(finalizer));
  }

  /** The owners that are there; owners are in the same namespace, or in none. */
  private List<Found> owners(ObjectNode object) {
    List<Found> found = new ArrayList<>();
    for (JsonNode reference : Json.at(object, "metadata", "ownerReferences")) {
      Optional<ResourceType> type = typeOf(reference);
      if (type.isEmpty()) {
        continue;
      }
      String namespace = type.get().namespaced() ? Json.namespace(object) : "";
      store
          .find(type.get(), namespace, Json.text(reference, "name"))
          .filter(owner -> Json.uid(owner).equals(Json.text(reference, "uid")))
          .ifPresent(owner -> found.add(new Found(type.get(), owner)));
    }
    return found;
  }

  private List<Found> dependents(String uid) {
    Selector owned =
        object ->
            Json.at(object, "metadata", "ownerReferences")
                .valueStream()
                .anyMatch(reference -> Json.text(reference, "uid").equals(uid));
    List<Found> all = new ArrayList<>();
    for (ResourceType type : store.types()) {
      store.list(type, "", owned).items().forEach(object -> all.add(new Found(type, object)));
    }
    return all;
  }

  /** By apiVersion (in whatever version) and kind, of an object or a reference. */
  private Optional<ResourceType> typeOf(JsonNode described) {
    String kind = Json.text(described, "kind");
    String apiVersion = Json.text(described, "apiVersion");
    String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    return store.types().stream()
        .filter(type -> type.kind().equals(kind))
        .filter(type -> type.served().stream().anyMatch(served -> served.group().equals(group)))
        .findFirst();
  }

  @Override
  public void close() {
    watch.close();
    thread.interrupt();
  }
}
