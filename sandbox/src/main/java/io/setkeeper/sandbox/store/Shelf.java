package io.setkeeper.sandbox.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of one type, their recent changes and who watches them. Guarded by the store's lock.
 */
final class Shelf {
  /** As many changes can be asked for again; older ones are "too old resource version". */
  private static final int HISTORY = 2_000;

  private record Viewer(String namespace, Selector selector) {}

  private final NavigableMap<String, ObjectNode> objects = new TreeMap<>();
  private final Deque<Change> history = new ArrayDeque<>();
  private final Map<Watch, Viewer> watches = new LinkedHashMap<>();
  private long forgotten;

  /**
   * @param forgotten the changes up to this version can not be told of
   */
  Shelf(long forgotten) {
    this.forgotten = forgotten;
  }

  void load(ObjectNode object) {
    objects.put(key(Json.namespace(object), Json.name(object)), object);
  }

  Optional<ObjectNode> find(String namespace, String name) {
    return Optional.ofNullable(objects.get(key(namespace, name)));
  }

  List<ObjectNode> list(String namespace, Selector selector) {
    Map<String, ObjectNode> within =
        namespace.isEmpty() ? objects : objects.subMap(namespace + "/", namespace + "0");
    return within.values().stream().filter(selector).toList();
  }

  void apply(Change change) {
    String key = key(Json.namespace(change.after()), Json.name(change.after()));
    if (change.removed()) {
      objects.remove(key);
    } else {
      objects.put(key, change.after());
    }
    history.addLast(change);
    if (history.size() > HISTORY) {
      forgotten = history.removeFirst().version();
    }
    // A watch that falls behind takes itself off the list: so a copy.
    for (Map.Entry<Watch, Viewer> entry : List.copyOf(watches.entrySet())) {
      Viewer viewer = entry.getValue();
      change.seenBy(viewer.namespace(), viewer.selector()).ifPresent(entry.getKey()::offer);
    }
  }

  /** All as new. */
  void watchFromScratch(Watch watch, String namespace, Selector selector) {
    list(namespace, selector)
        .forEach(object -> watch.offer(new WatchEvent(WatchEvent.Type.ADDED, object)));
    watches.put(watch, new Viewer(namespace, selector));
  }

  void watchSince(Watch watch, String namespace, Selector selector, long since) {
    if (since < forgotten) {
      throw StatusException.expired(since, forgotten);
    }
    history.stream()
        .filter(change -> change.version() > since)
        .flatMap(change -> change.seenBy(namespace, selector).stream())
        .forEach(watch::offer);
    watches.put(watch, new Viewer(namespace, selector));
  }

  void forget(Watch watch) {
    watches.remove(watch);
  }

  List<Watch> watches() {
    return new ArrayList<>(watches.keySet());
  }

  /** '/' sorts before '0' and is in no name: so a namespace is a range of keys. */
  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
