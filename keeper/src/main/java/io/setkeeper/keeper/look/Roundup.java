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
    return ask(
        pods,
        pod -> {
          Optional<HostPort> address = addressOf.apply(pod);
          return address.isPresent() ? mongods.ask(address.get()) : withoutAddress();
        });
  }

  /** The same, where a pod's mongod is asked so. */
  static Map<String, Mongod> ask(Collection<Pod> pods, Function<Pod, Mongod> asked) {
    Map<String, Mongod> answers = new ConcurrentHashMap<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Pod pod : pods) {
        each.execute(() -> answers.put(pod.name(), asked.apply(pod)));
      }
    }
    return answers;
  }

  static Mongod.Unknown withoutAddress() {
    return new Mongod.Unknown("its pod has no address yet", false);
  }
}
