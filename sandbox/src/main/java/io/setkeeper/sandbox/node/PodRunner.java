package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.controller.Note;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.store.DeleteOptions;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Part;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs one pod: its init containers, then its containers, until it is deleted; keeps its status. It
 * starts when the pod of the same name before it has ended.
 */
final class PodRunner {
  private static final Logger LOG = LoggerFactory.getLogger(PodRunner.class);

  private final PodIdentity pod;
  private final NodeContext context;
  private final InitContainers init;
  private final List<ContainerRunner> containers = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private Optional<Instant> deadline = Optional.empty();
  private boolean terminating;
  private boolean quiet;

  PodRunner(PodIdentity pod) {
    this.pod = pod;
    this.context = pod.context();
    ContainerRunner.Restart restart =
        switch (Json.text(pod.pod(), "spec", "restartPolicy")) {
          case "Never" -> ContainerRunner.Restart.NEVER;
          case "OnFailure" -> ContainerRunner.Restart.ON_FAILURE;
          default -> ContainerRunner.Restart.ALWAYS;
        };
    // An init container is to end: with Always it is repeated only until it ends well.
    ContainerRunner.Restart first =
        restart == ContainerRunner.Restart.ALWAYS ? ContainerRunner.Restart.ON_FAILURE : restart;
    init = new InitContainers(pod, first, this::publish);
    Fields.objects(pod.pod(), "spec", "containers")
        .forEach(c -> containers.add(new ContainerRunner(pod, c, restart, this::publish)));
  }

  String uid() {
    return pod.uid();
  }

  /** Namespace and name. */
  String key() {
    return pod.key();
  }

  /** Starts it in the background, when those of its name before it have ended. */
  void start(List<CountDownLatch> before) {
    Thread.ofVirtual().name(pod.key()).start(() -> run(before));
  }

  /** Open until the last process has ended. */
  CountDownLatch ended() {
    return ended;
  }

  private void run(List<CountDownLatch> before) {
    try {
      for (CountDownLatch other : before) {
        other.await();
      }
      prepare();
      publish();
      context.names().refresh();
      if (init.run()) {
        runAll();
      }
      init.end(this::left);
      publish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException | IOException e) {
      LOG.warn("pod {} does not start: {}", pod.key(), e.getMessage());
      context.say(
          pod.pod(),
          Note.Type.Warning,
          "FailedCreatePodSandBox",
          "the pod's folder can't be made: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }

  private void prepare() throws IOException {
    Path volumes = pod.folder().resolve("volumes");
    if (Files.exists(volumes)) {
      // Empty directories live as long as their pod, and that of this name before is gone.
      try (Stream<Path> tree = Files.walk(volumes)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    String account = Fields.optional(pod.pod(), "spec", "serviceAccountName").orElse("default");
    String namespace = Json.namespace(pod.pod());
    Credentials credentials = context.settings().credentials();
    Path folder = pod.serviceAccount();
    PodFolders.file(folder.resolve("token"), credentials.token(namespace, account), 0600);
    PodFolders.file(folder.resolve("ca.crt"), credentials.certificate(), 0644);
    PodFolders.file(folder.resolve("namespace"), namespace, 0644);
  }

  private void runAll() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (ContainerRunner one : containers) {
      threads.add(Thread.ofVirtual().name(pod.key()).start(() -> runOne(one)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void runOne(ContainerRunner one) {
    try {
      one.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("container of pod {} failed", pod.key(), e);
    }
  }

  /** Brings the pod's status to what its containers do. */
  private synchronized void publish() {
    if (quiet) {
      return;
    }
    try {
      context
          .store()
          .change(
              Kinds.POD,
              Json.namespace(pod.pod()),
              Json.name(pod.pod()),
              Part.STATUS,
              this::status);
    } catch (StatusException e) {
      LOG.debug("status of {}: {}", pod.key(), e.getMessage());
    }
  }

  private void status(ObjectNode stored) {
    if (Json.uid(stored).equals(pod.uid())) {
      stored.set(
          "status",
          PodStatus.of(
              stored,
              pod.address(),
              context.address(),
              init.runners().stream().map(ContainerRunner::snapshot).toList(),
              containers.stream().map(ContainerRunner::snapshot).toList(),
              context.clock().instant()));
    }
  }

  /** Config maps or secrets changed: a container may have waited for one. */
  void nudge() {
    all().forEach(ContainerRunner::nudge);
  }

  private List<ContainerRunner> all() {
    return Stream.concat(init.runners().stream(), containers.stream()).toList();
  }

  /** Ends the pod as its deletion asks, in the background; when all ended the object goes. */
  void terminate(Duration grace) {
    synchronized (this) {
      if (terminating) {
        return;
      }
      terminating = true;
    }
    Thread.ofVirtual()
        .name("end " + pod.key())
        .start(
            () -> {
              containers.stream()
                  .map(ContainerRunner::snapshot)
                  .filter(s -> s.state() instanceof ContainerState.Running)
                  .forEach(s -> killing(s.name()));
              stopAll(grace, true);
              gone();
            });
  }

  private void killing(String container) {
    context.say(pod.pod(), Note.Type.Normal, "Killing", "Stopping container " + container);
  }

  private void gone() {
    try {
      context
          .store()
          .delete(
              Kinds.POD,
              Json.namespace(pod.pod()),
              Json.name(pod.pod()),
              DeleteOptions.NOW.onlyUid(pod.uid()));
    } catch (StatusException e) {
      LOG.debug("pod {} is gone already: {}", pod.key(), e.getMessage());
    }
  }

  /** Its object is gone: whatever runs is killed. */
  void kill() {
    stopAll(Duration.ZERO, false);
  }

  /** The server ends: the processes end, and nobody is told of it. */
  void close() {
    synchronized (this) {
      quiet = true;
      terminating = true;
    }
    stopAll(
        Duration.ofSeconds(Fields.number(pod.pod(), 30, "spec", "terminationGracePeriodSeconds")),
        false);
  }

  /**
   * Native sidecars end when the others have, {@link #run} sees to that; without a grace period
   * they end with them.
   */
  private void stopAll(Duration grace, boolean hooks) {
    synchronized (this) {
      deadline = Optional.of(Instant.now().plus(grace));
    }
    all().forEach(ContainerRunner::noMore);
    init.waitNoMore();
    List<ContainerRunner> first =
        grace.isZero() ? all() : Stream.concat(init.plain().stream(), containers.stream()).toList();
    List<Thread> threads =
        first.stream().map(one -> Thread.ofVirtual().start(() -> stop(one, grace, hooks))).toList();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of the grace period, what native sidecars have for their end. */
  private synchronized Duration left() {
    Duration whole =
        Duration.ofSeconds(Fields.number(pod.pod(), 30, "spec", "terminationGracePeriodSeconds"));
    Duration left = deadline.map(at -> Duration.between(Instant.now(), at)).orElse(whole);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static void stop(ContainerRunner one, Duration grace, boolean hooks) {
    try {
      one.stop(grace, hooks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
