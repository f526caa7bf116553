package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.controller.Note;
import io.setkeeper.sandbox.controller.Signal;
import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs one container: starts it, again when it ends if its pod wants that, with the kubelet's
 * back-off, and ends it. One thread calls {@link #run}; all else may come from others.
 */
final class ContainerRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerRunner.class);

  /** The kubelet's {@code minimumGracePeriodInSeconds}. */
  private static final Duration LEAST_AFTER_HOOK = Duration.ofSeconds(2);

  private static final int MESSAGE_BYTES = 2048;
  private static final int MESSAGE_LINES = 80;

  /** Which containers are started again. */
  enum Restart {
    ALWAYS,
    ON_FAILURE,
    NEVER
  }

  private final PodIdentity pod;
  private final ObjectNode container;
  private final Restart restart;
  private final Runnable changed;
  private final LogFile log;
  private final Signal wake = new Signal();
  private Optional<ContainerProcess> process = Optional.empty();
  private ContainerSnapshot snapshot;
  private boolean stopping;
  private Map<String, String> environment = Map.of();

  /**
   * A runner that does nothing yet.
   *
   * @param changed called after each change of the snapshot
   */
  ContainerRunner(PodIdentity pod, ObjectNode container, Restart restart, Runnable changed) {
    this.pod = pod;
    this.container = container;
    this.restart = restart;
    this.changed = changed;
    this.snapshot = ContainerSnapshot.fresh(name(), Json.text(container, "image"));
    this.log = new LogFile(pod.folder().resolve(name()), pod.context().settings().logLimit());
  }

  private String name() {
    return Json.text(container, "name");
  }

  synchronized ContainerSnapshot snapshot() {
    return snapshot;
  }

  private synchronized boolean stopping() {
    return stopping;
  }

  private void become(ContainerSnapshot next) {
    synchronized (this) {
      snapshot = next;
    }
    changed.run();
  }

  /**
   * Runs the container until it ends for good, or is stopped.
   *
   * @return whether it ended well
   */
  boolean run() throws InterruptedException {
    Backoff backoff = Backoff.NONE;
    while (!stopping()) {
      Instant started = pod.context().clock().instant();
      Optional<ContainerState.Terminated> ended = once();
      if (ended.isPresent() && !again(ended.get())) {
        become(snapshot().with(ended.get()));
        return ended.get().exitCode() == 0;
      }
      Duration ran = Duration.between(started, pod.context().clock().instant());
      if (ended.isEmpty()) {
        // It could not be started: there is no first time for free.
        backoff = backoff.after(Duration.ZERO);
        pause(backoff);
      } else {
        crashed(ended.get(), backoff);
        pause(backoff);
        backoff = backoff.after(ran);
      }
      become(snapshot().restarted(ended.isPresent()));
    }
    return false;
  }

  private boolean again(ContainerState.Terminated ended) {
    return !stopping()
        && switch (restart) {
          case ALWAYS -> true;
          case ON_FAILURE -> ended.exitCode() != 0;
          case NEVER -> false;
        };
  }

  private void crashed(ContainerState.Terminated ended, Backoff backoff) {
    ContainerSnapshot now = snapshot();
    if (backoff.delay().isZero()) {
      become(now.again(ended, ended));
      return;
    }
    String who =
        "restarting failed container=%s pod=%s_%s(%s)"
            .formatted(name(), Json.name(pod.pod()), Json.namespace(pod.pod()), pod.uid());
    String message = "back-off %s %s".formatted(text(backoff.delay()), who);
    become(now.again(ended, new ContainerState.Waiting("CrashLoopBackOff", message)));
    say(Note.Type.Warning, "BackOff", "Back-off " + who);
  }

  private static String text(Duration delay) {
    long minutes = delay.toMinutes();
    return (minutes > 0 ? minutes + "m" : "") + delay.toSecondsPart() + "s";
  }

  private void pause(Backoff backoff) throws InterruptedException {
    if (!backoff.delay().isZero()) {
      wake.await(Optional.of(Instant.now().plus(backoff.delay())));
    }
  }

  /** One run; nothing if it could not be started. */
  private Optional<ContainerState.Terminated> once() throws InterruptedException {
    Optional<ContainerProcess> begun = begin();
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    Instant started = pod.context().clock().instant();
    long pid = begun.get().pid();
    boolean probed = container.has("startupProbe") || container.has("readinessProbe");
    become(
        snapshot()
            .with(new ContainerState.Running(started, pid))
            .with(!container.has("startupProbe"), !probed));
    say(Note.Type.Normal, "Started", "Started container " + name());
    Probes probes = Probes.start(container, target(), this::observed, () -> kill("liveness"));
    int exit = begun.get().waitFor();
    probes.close();
    Instant finished = pod.context().clock().instant();
    LOG.info("{} {} (process {}) ended with exit code {}", pod.key(), name(), pid, exit);
    return Optional.of(
        new ContainerState.Terminated(exit, lastWords(exit), started, finished, pid));
  }

  private String lastWords(int exit) {
    return exit == 0 || stopping() ? "" : log.tail(MESSAGE_BYTES, MESSAGE_LINES);
  }

  private ActionTarget target() {
    return new ActionTarget(
        pod.pod(), pod.address(), environment, pod.folder().resolve(name()), pod.context());
  }

  private void observed(boolean started, boolean ready) {
    ContainerSnapshot now = snapshot();
    boolean running = now.state() instanceof ContainerState.Running;
    if (running && (now.started() != started || now.ready() != ready)) {
      become(now.with(started, ready));
    }
  }

  /** Starts the process; if that can't be, the state says why. */
  private Optional<ContainerProcess> begin() {
    String image = Json.text(container, "image");
    Optional<Image> known =
        pod.context().settings().images().stream().filter(i -> i.matches(image)).findFirst();
    if (known.isEmpty()) {
      noImage(image);
      return Optional.empty();
    }
    try {
      ContainerRequest request = pod.request(container);
      Launch plain = known.get().launch(request);
      Programs.check(plain.command().getFirst()); // what finds names for it would start in any case
      Launch launch = pod.context().lookup().apply(plain, pod.context().names().files());
      launch.warnings().forEach(w -> say(Note.Type.Warning, "NotAsGiven", w));
      environment = launch.environment();
      return start(launch);
    } catch (ConfigMissingException e) {
      failed("CreateContainerConfigError", e);
    } catch (CannotRunException e) {
      failed("CreateContainerError", e);
    } catch (IOException | UncheckedIOException e) {
      failed("RunContainerError", e);
    }
    return Optional.empty();
  }

  private synchronized Optional<ContainerProcess> start(Launch launch) throws IOException {
    if (!stopping) {
      process =
          Optional.of(
              ContainerProcess.start(
                  launch, pod.folder().resolve(name()), log, pod.context().processes()));
    }
    return stopping ? Optional.empty() : process;
  }

  private void noImage(String image) {
    String known =
        String.join(", ", pod.context().settings().images().stream().map(Image::name).toList());
    String why =
        "the sandbox can't run image \"%s\": it has no containers and knows %s only; take one of these, or a real cluster"
            .formatted(image, known);
    say(Note.Type.Warning, "Failed", "Failed to pull image \"%s\": %s".formatted(image, why));
    become(
        snapshot()
            .with(
                new ContainerState.Waiting(
                    "ImagePullBackOff",
                    "Back-off pulling image \"%s\": ErrImagePull: %s".formatted(image, why))));
  }

  private void failed(String reason, Exception why) {
    String message = Optional.ofNullable(why.getMessage()).orElse(why.toString());
    become(snapshot().with(new ContainerState.Waiting(reason, message)));
    say(Note.Type.Warning, "Failed", "container %s: %s".formatted(name(), message));
  }

  /** What it waits for may be there now: looks again at once. */
  void nudge() {
    boolean waits =
        snapshot().state() instanceof ContainerState.Waiting waiting
            && waiting.reason().equals("CreateContainerConfigError");
    if (waits) {
      wake.raise();
    }
  }

  /** A liveness probe failed; in a pod that ends already, the kubelet asks none any more. */
  private void kill(String probe) {
    if (stopping()) {
      return;
    }
    say(
        Note.Type.Normal,
        "Killing",
        "Container %s failed %s probe, will be restarted".formatted(name(), probe));
    try {
      end(grace(), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration grace() {
    return Duration.ofSeconds(
        Fields.number(pod.pod(), 30, "spec", "terminationGracePeriodSeconds"));
  }

  private synchronized Optional<ContainerProcess> current() {
    return process.filter(ContainerProcess::alive);
  }

  /** Lets it not be started again from now on. */
  void noMore() {
    synchronized (this) {
      stopping = true;
    }
    wake.raise();
  }

  /** Ends it for good. */
  void stop(Duration grace, boolean hooks) throws InterruptedException {
    noMore();
    end(grace, hooks);
  }

  /**
   * The preStop hook, SIGTERM, and SIGKILL when the grace period is over, which began before the
   * hook. Where the hook took all of it, the process has two seconds more.
   */
  private void end(Duration grace, boolean hooks) throws InterruptedException {
    Optional<ContainerProcess> current = current();
    if (current.isEmpty()) {
      return;
    }
    if (grace.isZero()) {
      current.get().end(grace);
      return;
    }
    Instant deadline = Instant.now().plus(grace);
    if (hooks) {
      preStop(grace);
    }
    Duration left = Duration.between(Instant.now(), deadline);
    current.get().end(left.compareTo(LEAST_AFTER_HOOK) < 0 ? LEAST_AFTER_HOOK : left);
  }

  private void preStop(Duration grace) {
    if (Json.at(container, "lifecycle", "preStop") instanceof ObjectNode hook) {
      Action.of(hook, container)
          .run(target(), grace)
          .ifPresent(
              why -> say(Note.Type.Warning, "FailedPreStopHook", "PreStopHook failed: " + why));
    }
  }

  private void say(Note.Type type, String reason, String message) {
    LOG.debug("{}: {}", Meta.key(pod.pod()), message);
    pod.context().say(pod.pod(), type, reason, message);
  }
}
