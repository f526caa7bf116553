package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.controller.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The probes of one run of a container: first the startup probe alone, then liveness and readiness,
 * each on a thread of its own. Without a readiness probe it is ready when it is started.
 */
final class Probes implements AutoCloseable {
  /** Is told what the probes found. */
  @FunctionalInterface
  interface Observer {
    void observed(boolean started, boolean ready);
  }

  private final ObjectNode container;
  private final ActionTarget target;
  private final Observer observer;
  private final Runnable unhealthy;
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  private Probes(ObjectNode container, ActionTarget target, Observer observer, Runnable unhealthy) {
    this.container = container;
    this.target = target;
    this.observer = observer;
    this.unhealthy = unhealthy;
  }

  /**
   * Starts to probe.
   *
   * @param unhealthy called, once, when the container is to be killed
   */
  static Probes start(
      ObjectNode container, ActionTarget target, Observer observer, Runnable unhealthy) {
    Probes probes = new Probes(container, target, observer, unhealthy);
    Optional<Probe> startup = Probe.of(container, "startupProbe");
    if (startup.isPresent()) {
      probes.spawn("Startup", startup.get(), probes::begun, unhealthy);
    } else {
      probes.begun();
    }
    return probes;
  }

  private void begun() {
    Optional<Probe> readiness = Probe.of(container, "readinessProbe");
    observer.observed(true, readiness.isEmpty());
    readiness.ifPresent(
        p ->
            spawn(
                "Readiness",
                p,
                () -> observer.observed(true, true),
                () -> observer.observed(true, false)));
    Probe.of(container, "livenessProbe").ifPresent(p -> spawn("Liveness", p, () -> {}, unhealthy));
  }

  private synchronized void spawn(String kind, Probe probe, Runnable good, Runnable bad) {
    if (!closed) {
      boolean once = !kind.equals("Readiness");
      Listener listener = new Listener(kind, good, bad, once && !kind.equals("Liveness"), once);
      threads.add(Thread.ofVirtual().name(kind).start(() -> probe(probe, listener)));
    }
  }

  private void probe(Probe probe, Listener listener) {
    try {
      probe.run(target, listener);
    } catch (InterruptedException e) {
      // Closed, or it found what it was for.
      Thread.currentThread().interrupt();
    }
  }

  /** Ends its own thread by interruption when it has nothing more to find out. */
  private final class Listener implements Probe.Listener {
    private final String kind;
    private final Runnable good;
    private final Runnable bad;
    private final boolean endsGood;
    private final boolean endsBad;

    private Listener(String kind, Runnable good, Runnable bad, boolean endsGood, boolean endsBad) {
      this.kind = kind;
      this.good = good;
      this.bad = bad;
      this.endsGood = endsGood;
      this.endsBad = endsBad;
    }

    @Override
    public void succeeded() {
      good.run();
      if (endsGood) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void tried(String failure) {
      target
          .context()
          .say(
              pod(),
              Note.Type.Warning,
              "Unhealthy",
              "%s probe failed: %s".formatted(kind, failure));
    }

    @Override
    public void failed(String failure) {
      bad.run();
      if (endsBad) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private ObjectNode pod() {
    return target.pod();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      threads.forEach(Thread::interrupt);
    }
  }
}
