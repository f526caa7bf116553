package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.GarbageCollector;
import io.setkeeper.sandbox.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The objects of a sandbox with what every cluster does about them by itself: admission, garbage
 * collection, namespaces. Closing ends all of it.
 */
public final class Cluster implements AutoCloseable {
  private final ObjectStore store;
  private final GarbageCollector collector;
  private final Housekeeping housekeeping;

  private Cluster(ObjectStore store, Clock clock) {
    this.store = store;
    collector = GarbageCollector.start(store);
    housekeeping = Housekeeping.start(store, clock);
  }

  /**
   * Opens a sandbox's objects, or makes those that are in every cluster from the start.
   *
   * @param state the sandbox's folder; objects are kept in {@code objects} in it
   * @param block the first three numbers of the sandbox's addresses, e.g. {@code 127.3.4}; services
   *     get the last 55 of them
   * @throws java.io.UncheckedIOException the folder can't be read or written
   */
  public static Cluster open(Path state, String block, Clock clock) {
    ObjectStore store =
        ObjectStore.open(state.resolve("objects"), Kinds.all(), new ClusterAdmission(block), clock);
    Bootstrap.namespaces(store);
    return new Cluster(store, clock);
  }

  /** The objects. */
  public ObjectStore store() {
    return store;
  }

  @Override
  public void close() {
    housekeeping.close();
    collector.close();
    store.close();
  }
}
