package io.setkeeper.sandbox.kinds;

import static io.setkeeper.sandbox.kinds.Columns.AGE;
import static io.setkeeper.sandbox.kinds.Columns.NAME;
import static io.setkeeper.sandbox.kinds.Columns.orNone;
import static io.setkeeper.sandbox.kinds.Columns.text;
import static io.setkeeper.sandbox.kinds.Columns.wide;

import io.setkeeper.sandbox.store.Column;
import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Pods as {@code kubectl get} shows them (rules of kubernetes pkg/printers/internalversion). */
final class PodColumns {
  static final List<Column> ALL =
      List.of(
          NAME,
          text("Ready", PodColumns::ready),
          text("Status", PodColumns::status),
          new Column(
              "Restarts", "string", false, (pod, now) -> StringNode.valueOf(restarts(pod, now))),
          AGE,
          wide(text("IP", pod -> orNone(Json.text(pod, "status", "podIP")))),
          wide(text("Node", pod -> orNone(Json.text(pod, "spec", "nodeName")))),
          wide(
              text("Nominated Node", pod -> orNone(Json.text(pod, "status", "nominatedNodeName")))),
          wide(text("Readiness Gates", pod -> "<none>")));

  private PodColumns() {}

  private static List<ObjectNode> containers(ObjectNode pod) {
    return PodSpecs.objects(pod.path("status"), "containerStatuses");
  }

  private static String ready(ObjectNode pod) {
    long ready =
        containers(pod).stream()
            .filter(
                status ->
                    status.path("ready").asBoolean(false) && Json.has(status, "state", "running"))
            .count();
    return ready + "/" + Json.at(pod, "spec", "containers").size();
  }

  /** The last container that has something to say, else the phase; Terminating above all. */
  private static String status(ObjectNode pod) {
    String reason = Json.text(pod, "status", "reason");
    String shown = reason.isEmpty() ? Json.text(pod, "status", "phase") : reason;
    for (ObjectNode container : containers(pod).reversed()) {
      shown = trouble(container).orElse(shown);
    }
    return Json.terminating(pod) ? "Terminating" : shown;
  }

  private static Optional<String> trouble(ObjectNode container) {
    String waiting = Json.text(container, "state", "waiting", "reason");
    if (!waiting.isEmpty()) {
      return Optional.of(waiting);
    }
    JsonNode terminated = Json.at(container, "state", "terminated");
    if (!terminated.isObject()) {
      return Optional.empty();
    }
    String reason = Json.text(terminated, "reason");
    if (!reason.isEmpty()) {
      return Optional.of(reason);
    }
    long signal = Json.number(terminated, 0, "signal");
    return Optional.of(
        signal > 0 ? "Signal:" + signal : "ExitCode:" + Json.number(terminated, 0, "exitCode"));
  }

  private static String restarts(ObjectNode pod, Instant now) {
    long count =
        containers(pod).stream().mapToLong(status -> Json.number(status, 0, "restartCount")).sum();
    Optional<String> last =
        containers(pod).stream()
            .map(status -> Json.text(status, "lastState", "terminated", "finishedAt"))
            .filter(time -> !time.isEmpty())
            .max(Comparator.naturalOrder());
    return count == 0 || last.isEmpty()
        ? Long.toString(count)
        : count + " (" + Columns.age(last.orElseThrow(), now) + " ago)";
  }
}
