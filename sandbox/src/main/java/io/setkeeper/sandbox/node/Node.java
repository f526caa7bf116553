package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.controller.Change;
import io.setkeeper.sandbox.controller.Loop;
import io.setkeeper.sandbox.controller.Recorder;
import io.setkeeper.sandbox.controller.Writer;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.kube.Pods;
import io.setkeeper.sandbox.store.DeleteOptions;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Selector;
import io.setkeeper.sandbox.store.StatusException;
import io.setkeeper.sandbox.store.Watch;
import io.setkeeper.sandbox.store.WatchEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** The node: a runner for each pod that is given to it, names and addresses for all. */
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** For what a server that died left behind. */
  private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(10);

  private final NodeContext context;
  private final Addresses addresses;
  private final Map<String, PodRunner> runners = new ConcurrentHashMap<>();
  private final List<Loop> loops = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Node(NodeContext context, Addresses addresses) {
    this.context = context;
    this.addresses = addresses;
  }

  /**
   * Ends the processes that a server that died left behind.
   *
   * @throws IOException the state folder can't be read or written
   */
  public static void endLeftovers(Path state) throws IOException {
    new ProcessTable(state.resolve("processes")).endLeftovers(LEFTOVER_GRACE);
  }

  /**
   * Ends what an earlier server left running, and removes its pods: their controllers make new
   * ones. To be called before any controller starts.
   *
   * @throws IOException the state folder can't be read or written
   */
  public static void cleanUp(ObjectStore store, Path state) throws IOException {
    endLeftovers(state);
    for (ObjectNode pod : store.list(Kinds.POD, "", Selector.ALL).items()) {
      store.delete(Kinds.POD, Json.namespace(pod), Json.name(pod), DeleteOptions.NOW);
    }
  }

  /**
   * Starts the node.
   *
   * @throws IOException the state folder can't be read or written
   */
  public static Node start(NodeSettings settings, ObjectStore store, Recorder recorder, Clock clock)
      throws IOException {
    Names names =
        new Names(
            store,
            HostsFiles.in(settings.state()),
            settings.name(),
            settings.apiServer().getHost());
    NodeContext context =
        new NodeContext(
            settings,
            store,
            recorder,
            clock,
            new ProcessTable(settings.state().resolve("processes")),
            NameLookup.find(),
            names);
    Node node =
        new Node(
            context, new Addresses(settings.block(), settings.state().resolve("addresses.json")));
    names.refresh();
    NodeObject.write(store, settings, clock);
    node.loop("names", List.of(Kinds.POD, Kinds.SERVICE), node::rename);
    node.loop("scheduler", List.of(Kinds.POD, Kinds.PERSISTENT_VOLUME_CLAIM), node::schedule);
    node.watch(Kinds.POD, node::pod);
    node.watch(Kinds.CONFIG_MAP, event -> node.runners.values().forEach(PodRunner::nudge));
    node.watch(Kinds.SECRET, event -> node.runners.values().forEach(PodRunner::nudge));
    return node;
  }

  private void loop(String name, List<ResourceType> kinds, Loop.Decision decision) {
    Writer writer = new Writer(context.store(), context.recorder());
    loops.add(Loop.start(context.store(), name, kinds, decision, writer::apply));
  }

  private List<List<Change>> rename() {
    context.names().refresh();
    return List.of();
  }

  private List<List<Change>> schedule() {
    ObjectStore store = context.store();
    Map<String, ObjectNode> claims =
        store.list(Kinds.PERSISTENT_VOLUME_CLAIM, "", Selector.ALL).items().stream()
            .collect(Collectors.toMap(Meta::key, Function.identity()));
    return Scheduler.decide(
        store.list(Kinds.POD, "", Selector.ALL).items(),
        claims,
        context.settings().name(),
        context.clock().instant());
  }

  private void watch(ResourceType type, Consumer<WatchEvent> handler) {
    Watch watch = context.store().watch(type, "", Selector.ALL, OptionalLong.empty());
    watches.add(watch);
    threads.add(Thread.ofVirtual().name("node-" + type).start(() -> listen(watch, handler)));
  }

  private static void listen(Watch watch, Consumer<WatchEvent> handler) {
    try {
      while (true) {
        WatchEvent event = watch.next();
        try {
          handler.accept(event);
        } catch (RuntimeException e) {
          LOG.error("the node failed at {}", event, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pod(WatchEvent event) {
    ObjectNode pod = event.object();
    Optional<PodRunner> runner = Optional.ofNullable(runners.get(Json.uid(pod)));
    switch (event.type()) {
      case ADDED, MODIFIED -> {
        boolean ours = Json.text(pod, "spec", "nodeName").equals(context.settings().name());
        if (Json.terminating(pod)) {
          end(pod, runner);
        } else if (runner.isEmpty() && ours && !Pods.ended(pod)) {
          begin(pod);
        }
      }
      case DELETED -> runner.ifPresent(r -> Thread.ofVirtual().start(() -> remove(r)));
      case BOOKMARK -> {}
    }
  }

  private void remove(PodRunner runner) {
    runner.kill();
    runners.remove(runner.uid(), runner);
  }

  private void end(ObjectNode pod, Optional<PodRunner> runner) {
    if (runner.isPresent()) {
      runner.get().terminate(Duration.ofSeconds(Pods.graceSeconds(pod)));
      return;
    }
    try {
      // Never begun: nothing to wait for.
      context
          .store()
          .delete(
              Kinds.POD,
              Json.namespace(pod),
              Json.name(pod),
              DeleteOptions.NOW.onlyUid(Json.uid(pod)));
    } catch (StatusException e) {
      LOG.debug("{}", e.getMessage());
    }
  }

  private void begin(ObjectNode pod) {
    List<CountDownLatch> before = new ArrayList<>();
    Set<String> living = new HashSet<>();
    for (PodRunner other : runners.values()) {
      living.add(other.key());
      if (other.key().equals(Meta.key(pod))) {
        before.add(other.ended());
      }
    }
    String address = addresses.of(Meta.key(pod), living);
    PodRunner runner = new PodRunner(PodIdentity.of(pod, address, context));
    runners.put(Json.uid(pod), runner);
    runner.start(before);
  }

  /** Ends all processes, in parallel; the pods' objects stay as they are. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    loops.forEach(Loop::close);
    List<Thread> closers =
        runners.values().stream().map(runner -> Thread.ofVirtual().start(runner::close)).toList();
    for (Thread closer : closers) {
      try {
        closer.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    watches.forEach(Watch::close);
  }
}
