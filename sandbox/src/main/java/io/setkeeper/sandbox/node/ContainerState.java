package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/** What a container does, in the words of a container status. */
sealed interface ContainerState {
  /** It does not run: not yet, or not again yet. */
  record Waiting(String reason, String message) implements ContainerState {}

  /** It runs. */
  record Running(Instant since, long pid) implements ContainerState {}

  /** It ended; the message is the end of its log where it did not end well. */
  record Terminated(int exitCode, String message, Instant started, Instant finished, long pid)
      implements ContainerState {}

  /** As {@code state} or {@code lastState} of the status. */
  default ObjectNode json() {
    ObjectNode json = Json.object();
    switch (this) {
      case Waiting waiting -> {
        ObjectNode state = json.putObject("waiting").put("reason", waiting.reason());
        if (!waiting.message().isEmpty()) {
          state.put("message", waiting.message());
        }
      }
      case Running running -> json.putObject("running").put("startedAt", time(running.since()));
      case Terminated ended -> {
        ObjectNode state = json.putObject("terminated");
        state.put("exitCode", ended.exitCode());
        state.put("reason", ended.exitCode() == 0 ? "Completed" : "Error");
        if (!ended.message().isEmpty()) {
          state.put("message", ended.message());
        }
        state.put("startedAt", time(ended.started()));
        state.put("finishedAt", time(ended.finished()));
        state.put("containerID", id(ended.pid()));
      }
    }
    return json;
  }

  /** The id of a container is its process's. */
  static String id(long pid) {
    return "process://" + pid;
  }

  /** As Kubernetes writes times: by the second. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
