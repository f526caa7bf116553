package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kube.Fields;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A probe of a container, with Kubernetes' defaults.
 *
 * @param action what is tried
 * @param initialDelay after the container's start
 * @param period between two tries
 * @param timeout of one
 * @param successes in a row that count as success
 * @param failures in a row that count as failure
 */
record Probe(
    Action action,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int successes,
    int failures) {

  /** The container's probe of that field, if it has one. */
  static Optional<Probe> of(ObjectNode container, String field) {
    if (!(container.get(field) instanceof ObjectNode probe)) {
      return Optional.empty();
    }
    return Optional.of(
        new Probe(
            Action.of(probe, container),
            seconds(probe, 0, "initialDelaySeconds"),
            seconds(probe, 10, "periodSeconds"),
            seconds(probe, 1, "timeoutSeconds"),
            Fields.number(probe, 1, "successThreshold"),
            Fields.number(probe, 3, "failureThreshold")));
  }

  private static Duration seconds(ObjectNode probe, int otherwise, String field) {
    return Duration.ofSeconds(Fields.number(probe, otherwise, field));
  }

  /** Who is told how a probe goes. */
  interface Listener {
    /** It succeeded as often as it has to; told at each further success too. */
    void succeeded();

    /** One try failed. */
    void tried(String failure);

    /** It failed as often as it may; told at each further failure too. */
    void failed(String failure);
  }

  /** Probes until interrupted. */
  void run(ActionTarget target, Listener listener) throws InterruptedException {
    Thread.sleep(initialDelay);
    int good = 0;
    int bad = 0;
    while (true) {
      Optional<String> failure = action.run(target, timeout);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      good = failure.isEmpty() ? good + 1 : 0;
      bad = failure.isEmpty() ? 0 : bad + 1;
      failure.ifPresent(listener::tried);
      if (good >= successes) {
        listener.succeeded();
      } else if (bad >= failures) {
        listener.failed(failure.orElse(""));
      }
      Thread.sleep(period);
    }
  }
}
