package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Selector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** All controllers, each with its own loop over the kinds that it decides from. */
public final class Controllers implements AutoCloseable {
  private final ObjectStore store;
  private final Clock clock;
  private final List<Loop> loops = new ArrayList<>();

  private Controllers(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Starts them.
   *
   * @param volumes the folder of the volumes' folders
   * @param certificate the cluster's certificate, PEM
   */
  public static Controllers start(
      ObjectStore store, Recorder recorder, Clock clock, Path volumes, String certificate) {
    Controllers all = new Controllers(store, clock);
    Writer writer = new Writer(store, recorder);
    all.add(
        writer,
        "statefulset",
        List.of(
            Kinds.STATEFUL_SET,
            Kinds.POD,
            Kinds.PERSISTENT_VOLUME_CLAIM,
            Kinds.CONTROLLER_REVISION,
            Kinds.SERVICE),
        all::statefulSets);
    all.add(
        writer,
        "volumes",
        List.of(
            Kinds.PERSISTENT_VOLUME_CLAIM, Kinds.PERSISTENT_VOLUME, Kinds.STORAGE_CLASS, Kinds.POD),
        () -> List.of(Volumes.decide(all.volumes(volumes))));
    all.add(
        writer,
        "endpoints",
        List.of(Kinds.SERVICE, Kinds.POD, Kinds.ENDPOINTS, Kinds.ENDPOINT_SLICE),
        () -> List.of(all.endpoints()));
    all.add(
        writer,
        "certificates",
        List.of(Kinds.NAMESPACE, Kinds.CONFIG_MAP),
        () ->
            List.of(
                RootCertificates.decide(
                    all.list(Kinds.NAMESPACE, ""), all.list(Kinds.CONFIG_MAP, ""), certificate)));
    return all;
  }

  private void add(Writer writer, String name, List<ResourceType> kinds, Loop.Decision decision) {
    loops.add(Loop.start(store, name, kinds, decision, writer::apply));
  }

  private List<List<Change>> statefulSets() {
    List<List<Change>> changes = new ArrayList<>();
    for (ObjectNode set : list(Kinds.STATEFUL_SET, "")) {
      String namespace = Json.namespace(set);
      Map<String, ObjectNode> claims =
          list(Kinds.PERSISTENT_VOLUME_CLAIM, namespace).stream()
              .collect(Collectors.toMap(Json::name, Function.identity()));
      changes.add(
          StatefulSets.decide(
              new SetView(
                  set,
                  list(Kinds.POD, namespace),
                  claims,
                  list(Kinds.CONTROLLER_REVISION, namespace),
                  list(Kinds.SERVICE, namespace).stream()
                      .map(Json::name)
                      .collect(Collectors.toSet()),
                  clock.instant())));
    }
    return changes;
  }

  private VolumeView volumes(Path root) {
    return new VolumeView(
        list(Kinds.PERSISTENT_VOLUME_CLAIM, ""),
        list(Kinds.PERSISTENT_VOLUME, ""),
        list(Kinds.STORAGE_CLASS, ""),
        list(Kinds.POD, ""),
        root);
  }

  private List<Change> endpoints() {
    return EndpointLists.decide(
        new EndpointView(
            list(Kinds.SERVICE, ""),
            list(Kinds.POD, ""),
            list(Kinds.ENDPOINTS, ""),
            list(Kinds.ENDPOINT_SLICE, "")));
  }

  private List<ObjectNode> list(ResourceType type, String namespace) {
    return store.list(type, namespace, Selector.ALL).items();
  }

  /** Stops them; nothing is decided any more when this returns. */
  @Override
  public void close() {
    loops.forEach(Loop::close);
  }
}
