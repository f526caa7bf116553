package io.setkeeper.sandbox.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * All objects. In-process interface of the API server; controllers use it directly. Objects are in
 * the version stored; what a method returns is a copy unless said otherwise. Namespaces are empty
 * for kinds that are in none.
 *
 * <p>Every method throws {@link StatusException} where Kubernetes would refuse. Writes are carried
 * out one after the other and are on file when the method returns.
 */
public final class ObjectStore implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final List<ResourceType> types;
  private final Disk disk;
  private final Writes writes;
  private final Admission admission;
  private long version;

  private ObjectStore(Disk disk, List<ResourceType> types, Admission admission, Clock clock) {
    this.disk = disk;
    this.types = types;
    this.admission = admission;
    this.writes = new Writes(clock);
    this.version = disk.firstVersion();
    types.forEach(type -> shelves.put(type.qualifiedPlural(), new Shelf(version)));
    disk.load(types, (type, object) -> shelf(type).load(object));
  }

  /**
   * Opens the store.
   *
   * @param folder where the objects are kept; made if missing
   * @param types the kinds to store
   * @param admission asked before each create
   * @throws java.io.UncheckedIOException the folder can't be read or written
   */
  public static ObjectStore open(
      Path folder, List<ResourceType> types, Admission admission, Clock clock) {
    return new ObjectStore(new Disk(folder), types, admission, clock);
  }

  /** The kinds stored. */
  public List<ResourceType> types() {
    return types;
  }

  /**
   * Creates an object; its {@code metadata.namespace} and {@code name} (or {@code generateName})
   * say where.
   *
   * @return as stored, with uid, defaults and so on
   */
  public ObjectNode create(ResourceType type, ObjectNode object) {
    return create(type, object, Mode.STORE);
  }

  /** The same, or only as a question. */
  public ObjectNode create(ResourceType type, ObjectNode object, Mode mode) {
    ObjectNode fresh = writes.identify(type, object);
    return locked(
        () -> {
          writes.complete(type, fresh);
          if (shelf(type).find(Json.namespace(fresh), Json.name(fresh)).isPresent()) {
            throw StatusException.alreadyExists(type, Json.name(fresh));
          }
          admission.admit(this, type, fresh);
          writes.validate(type, fresh);
          if (mode == Mode.STORE) {
            commit(type, Optional.empty(), fresh);
          }
          return fresh.deepCopy();
        });
  }

  /** The object, if there is one. */
  public Optional<ObjectNode> find(ResourceType type, String namespace, String name) {
    return locked(() -> shelf(type).find(namespace, name).map(ObjectNode::deepCopy));
  }

  /** The object. */
  public ObjectNode get(ResourceType type, String namespace, String name) {
    return find(type, namespace, name).orElseThrow(() -> StatusException.notFound(type, name));
  }

  /** The objects of a namespace, or of all (empty). */
  public Listing list(ResourceType type, String namespace, Selector selector) {
    return locked(() -> new Listing(version, shelf(type).list(namespace, selector)));
  }

  /**
   * Replaces an object, all but its status. If {@code metadata.resourceVersion} is given it must be
   * the stored one.
   */
  public ObjectNode update(ResourceType type, ObjectNode object) {
    return replace(type, object, Part.MAIN, Mode.STORE);
  }

  /**
   * Replaces an object's status; a {@code metadata.resourceVersion} given must be the stored one.
   */
  public ObjectNode updateStatus(ResourceType type, ObjectNode object) {
    return replace(type, object, Part.STATUS, Mode.STORE);
  }

  /** The same with all choices. */
  public ObjectNode replace(ResourceType type, ObjectNode object, Part part, Mode mode) {
    String name = Json.name(object);
    return locked(
        () -> {
          ObjectNode before =
              shelf(type)
                  .find(Json.namespace(object), name)
                  .orElseThrow(() -> StatusException.notFound(type, name));
          ObjectNode now = writes.merge(type, before, object, part);
          if (Json.same(now, before)) {
            return before.deepCopy();
          }
          writes.validate(type, now, before, part);
          if (mode == Mode.STORE) {
            commit(type, Optional.of(before), now);
          }
          return now.deepCopy();
        });
  }

  /**
   * Changes an object in place, with nobody in between.
   *
   * @param change is given a copy of the stored object and changes it; it should be quick
   */
  public ObjectNode change(
      ResourceType type, String namespace, String name, Part part, Consumer<ObjectNode> change) {
    return change(type, namespace, name, part, Mode.STORE, change);
  }

  /** The same, or only as a question. */
  public ObjectNode change(
      ResourceType type,
      String namespace,
      String name,
      Part part,
      Mode mode,
      Consumer<ObjectNode> change) {
    return locked(
        () -> {
          ObjectNode copy = get(type, namespace, name);
          change.accept(copy);
          return replace(type, copy, part, mode);
        });
  }

  /** Deletes an object, or marks it for deletion. */
  public Deleted delete(ResourceType type, String namespace, String name, DeleteOptions options) {
    return delete(type, namespace, name, options, Mode.STORE);
  }

  /** The same, or only as a question. */
  public Deleted delete(
      ResourceType type, String namespace, String name, DeleteOptions options, Mode mode) {
    return locked(
        () -> {
          ObjectNode before =
              shelf(type)
                  .find(namespace, name)
                  .orElseThrow(() -> StatusException.notFound(type, name));
          ObjectNode marked = writes.mark(type, before, options);
          boolean goes = Writes.isDue(type, marked);
          if (mode == Mode.STORE && (goes || !Json.same(marked, before))) {
            commit(type, Optional.of(before), marked);
          }
          return new Deleted(marked.deepCopy(), goes);
        });
  }

  /**
   * Watches the objects of a namespace, or of all (empty).
   *
   * @param since tells of the changes after this version; if empty, of all objects that there are,
   *     as ADDED, and then of the changes
   */
  public Watch watch(ResourceType type, String namespace, Selector selector, OptionalLong since) {
    Watch watch = new Watch(closed -> run(() -> shelf(type).forget(closed)));
    run(
        () -> {
          if (since.isPresent() && since.getAsLong() > version) {
            // Of another life of the sandbox.
            throw StatusException.expired(since.getAsLong(), version);
          }
          if (since.isPresent()) {
            shelf(type).watchSince(watch, namespace, selector, since.getAsLong());
          } else {
            shelf(type).watchFromScratch(watch, namespace, selector);
          }
        });
    return watch;
  }

  /** Watches the objects of all kinds, beginning with those that there are, as ADDED. */
  public Watch watchAll() {
    Watch watch =
        new Watch(closed -> run(() -> shelves.values().forEach(shelf -> shelf.forget(closed))));
    run(() -> shelves.values().forEach(shelf -> shelf.watchFromScratch(watch, "", Selector.ALL)));
    return watch;
  }

  /** Puts the version of this moment into the watch's stream, as an event of type BOOKMARK. */
  public void bookmark(Watch watch) {
    run(
        () -> {
          ObjectNode mark = Json.object();
          Json.with(mark, "metadata").put("resourceVersion", Long.toString(version));
          watch.offer(new WatchEvent(WatchEvent.Type.BOOKMARK, mark));
        });
  }

  /** The version of the last write. */
  public long version() {
    return locked(() -> version);
  }

  /** Stores what a write made of an object, or removes it if it has nothing more to wait for. */
  private void commit(ResourceType type, Optional<ObjectNode> before, ObjectNode now) {
    disk.reserve(++version);
    Json.with(now, "metadata").put("resourceVersion", Long.toString(version));
    boolean removed = before.isPresent() && Writes.isDue(type, now);
    if (removed) {
      disk.remove(type, now);
    } else {
      disk.save(type, now);
    }
    shelf(type).apply(new Change(version, before, now.deepCopy(), removed));
  }

  private Shelf shelf(ResourceType type) {
    Shelf shelf = shelves.get(type.qualifiedPlural());
    if (shelf == null) {
      throw new IllegalArgumentException("not stored here: " + type);
    }
    return shelf;
  }

  private void run(Runnable action) {
    locked(
        () -> {
          action.run();
          return true;
        });
  }

  private <T> T locked(java.util.function.Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all watches. */
  @Override
  public void close() {
    run(() -> shelves.values().forEach(shelf -> shelf.watches().forEach(Watch::close)));
  }
}
