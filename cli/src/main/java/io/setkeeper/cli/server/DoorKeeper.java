package io.setkeeper.cli.server;

import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.door.Doors;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.door.Upstream;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Selector;
import io.setkeeper.sandbox.store.Watch;
import io.setkeeper.sandbox.store.WatchEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Lets the doors follow the pods that run a mongod, as they come and go. */
final class DoorKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DoorKeeper.class);

  private final Watch watch;
  private final Doors doors;
  private final Path file;
  private final Map<MemberAddress, Upstream> members = new HashMap<>();
  private final Thread thread;

  private DoorKeeper(Watch watch, Doors doors, Path file) {
    this.watch = watch;
    this.doors = doors;
    this.file = file;
    this.thread = Thread.ofVirtual().name("doors").unstarted(this::follow);
  }

  /**
   * Follows until closed.
   *
   * @param file where the doors' ports are noted
   */
  static DoorKeeper start(ObjectStore store, Doors doors, Path file) {
    Watch watch = store.watch(Kinds.POD, "", Selector.ALL, OptionalLong.empty());
    DoorKeeper keeper = new DoorKeeper(watch, doors, file);
    keeper.thread.start();
    return keeper;
  }

  private void follow() {
    try {
      while (!watch.closed()) {
        handle(watch.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void handle(WatchEvent event) {
    Optional<Member> member = Member.of(event.object());
    if (member.isEmpty()) {
      return;
    }
    if (event.type() == WatchEvent.Type.DELETED) {
      members.remove(member.get().address());
    } else {
      members.put(
          member.get().address(), Upstream.tcp(member.get().ip(), member.get().address().port()));
    }
    try {
      doors.update(members);
      DoorFile.write(file, doors.rememberedPorts());
    } catch (IOException e) {
      LOG.error("no door for {}", member.get().address(), e);
    }
  }

  /** A pod that runs a mongod and has its address. */
  private record Member(MemberAddress address, String ip) {
    static Optional<Member> of(JsonNode pod) {
      String ip = Trees.text(pod, "status", "podIP");
      String service = Trees.text(pod, "spec", "subdomain");
      if (ip.isEmpty() || service.isEmpty()) {
        return Optional.empty();
      }
      return MongoSet.portOf(Trees.items(pod, "spec", "containers"))
          .map(
              port ->
                  new Member(
                      new MemberAddress(
                          "%s.%s.%s.svc.cluster.local"
                              .formatted(
                                  Trees.name(pod),
                                  service,
                                  Trees.text(pod, "metadata", "namespace")),
                          port),
                      ip));
    }
  }

  @Override
  public void close() {
    watch.close();
    thread.interrupt();
  }
}
