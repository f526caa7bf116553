package io.setkeeper.keeper.look;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.mongodb.Mongods;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks several mongods at the same time. */
final class Roundup {
  private Roundup() {}

  /** What each pod's mongod answers, by pod name; one without an address is not known. */
  static Map<String, Mongod> ask(
      Collection<Pod> pods, Function<Pod, Optional<HostPort>> addressOf, Mongods mongods) {
    Map<String, Mongod> answers = new ConcurrentHashMap<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Pod pod : pods) {
        each.execute(() -> answers.put(pod.name(), ask(addressOf.apply(pod), mongods)));
      }
    }
    return answers;
  }

  private static Mongod ask(Optional<HostPort> address, Mongods mongods) {
    return address
        .map(mongods::ask)
        .orElseGet(() -> new Mongod.Unknown("its pod has no address yet", false));
  }
}
