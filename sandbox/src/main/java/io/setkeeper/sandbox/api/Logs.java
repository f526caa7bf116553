package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The output of containers, read from the node's files: {@code <pods>/NAMESPACE/POD/CONTAINER/log},
 * and {@code log.previous} for the run before. Times of lines are not known: {@code sinceSeconds},
 * {@code sinceTime} and {@code timestamps} are refused.
 */
final class Logs {
  private static final List<String> NOT_HERE = List.of("sinceSeconds", "sinceTime", "timestamps");
  private final ObjectStore store;
  private final Path pods;

  Logs(ObjectStore store, Path pods) {
    this.store = store;
    this.pods = pods;
  }

  void serve(Exchange exchange, Target target) throws IOException {
    for (String option : NOT_HERE) {
      if (!List.of("", "false").contains(exchange.query(option))) {
        throw StatusException.of(
            Reason.BAD_REQUEST, "the sandbox keeps no times of log lines: no " + option);
      }
    }
    ObjectNode pod = store.get(target.type(), target.namespace(), target.name());
    String container = container(pod, exchange.query("container"));
    boolean previous = exchange.asks("previous");
    Path file =
        pods.resolve(target.namespace())
            .resolve(target.name())
            .resolve(container)
            .resolve(previous ? "log.previous" : "log");
    if (!Files.exists(file)) {
      throw StatusException.of(Reason.BAD_REQUEST, absent(pod, container, previous));
    }
    String tail = exchange.query("tailLines");
    String limit = exchange.query("limitBytes");
    LogFile log = new LogFile(file);
    long start = tail.isEmpty() ? 0 : log.startOfLast(Queries.number(tail, "tailLines"));
    long most = limit.isEmpty() ? Long.MAX_VALUE : Queries.number(limit, "limitBytes");
    try (OutputStream out = exchange.stream("text/plain")) {
      if (exchange.asks("follow") && !previous) {
        log.follow(start, most, out, () -> runs(target, pod, container));
      } else {
        log.copy(start, most, out);
      }
    }
  }

  private static String container(ObjectNode pod, String asked) {
    List<String> names =
        Json.at(pod, "spec", "containers")
            .valueStream()
            .map(container -> Json.text(container, "name"))
            .toList();
    List<String> initial =
        Json.at(pod, "spec", "initContainers")
            .valueStream()
            .map(container -> Json.text(container, "name"))
            .toList();
    String name = Json.name(pod);
    if (asked.isEmpty()) {
      if (names.size() == 1) {
        return names.getFirst();
      }
      throw StatusException.of(
          Reason.BAD_REQUEST,
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(name, String.join(" ", names)));
    }
    if (!names.contains(asked) && !initial.contains(asked)) {
      throw StatusException.of(
          Reason.BAD_REQUEST, "container %s is not valid for pod %s".formatted(asked, name));
    }
    return asked;
  }

  private static String absent(ObjectNode pod, String container, boolean previous) {
    if (previous) {
      return "previous terminated container \"%s\" in pod \"%s\" not found"
          .formatted(container, Json.name(pod));
    }
    String waiting =
        status(pod, container)
            .map(status -> Json.text(status, "state", "waiting", "reason"))
            .filter(reason -> !reason.isEmpty())
            .orElse("ContainerCreating");
    return "container \"%s\" in pod \"%s\" is waiting to start: %s"
        .formatted(container, Json.name(pod), waiting);
  }

  private static Optional<JsonNode> status(ObjectNode pod, String container) {
    return Json.at(pod, "status", "containerStatuses")
        .valueStream()
        .filter(status -> Json.text(status, "name").equals(container))
        .findFirst();
  }

  /** Whether more output may come: it is the same pod, and its container has not ended. */
  private boolean runs(Target target, ObjectNode pod, String container) {
    return store
        .find(Kinds.POD, target.namespace(), target.name())
        .filter(now -> Json.uid(now).equals(Json.uid(pod)))
        .flatMap(now -> status(now, container))
        .filter(status -> !Json.has(status, "state", "terminated"))
        .isPresent();
  }
}
