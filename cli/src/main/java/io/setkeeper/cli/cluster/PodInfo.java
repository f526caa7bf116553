package io.setkeeper.cli.cluster;

import io.setkeeper.kubernetes.OwnPod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A pod as it is shown.
 *
 * @param ready how many of its containers are
 * @param status as kubectl's column STATUS
 * @param address empty while it has none
 * @param label that its keeper set: {@code primary}, {@code secondary}
 * @param decision its keeper's last, empty where there is none yet
 * @param reason of that decision
 */
public record PodInfo(
    String name,
    int ready,
    String status,
    String address,
    String label,
    String decision,
    String reason,
    List<Container> containers) {

  /**
   * A container and its process.
   *
   * @param pid empty where none runs
   * @param waiting the reason why it waits, such as CrashLoopBackOff; empty where it does not
   * @param message in the words of the node
   */
  public record Container(
      String name, OptionalLong pid, int restarts, String waiting, String message) {}

  /** Ordinals in their order: mongo-2 before mongo-10. */
  public static final Comparator<PodInfo> BY_ORDINAL =
      Comparator.<PodInfo>comparingInt(pod -> pod.name().length()).thenComparing(PodInfo::name);

  /** Reads a pod. */
  public static PodInfo of(JsonNode pod) {
    List<String> names = names(pod);
    List<JsonNode> statuses =
        Stream.of("containerStatuses", "initContainerStatuses")
            .flatMap(field -> Trees.items(pod, "status", field).stream())
            .filter(status -> names.contains(Trees.text(status, "name")))
            .toList();
    List<Container> containers =
        names.stream().map(name -> container(name, find(statuses, name))).toList();
    return new PodInfo(
        Trees.name(pod),
        (int) statuses.stream().filter(s -> s.path("ready").asBoolean(false)).count(),
        status(pod, containers),
        Trees.text(pod, "status", "podIP"),
        Trees.text(pod, "metadata", "labels", OwnPod.ROLE),
        Trees.text(pod, "metadata", "annotations", "setkeeper.io/decision"),
        Trees.text(pod, "metadata", "annotations", "setkeeper.io/reason"),
        containers);
  }

  /** A native sidecar is an init container that is always started again; kubectl counts it too. */
  private static List<String> names(JsonNode pod) {
    return Stream.concat(
            Trees.items(pod, "spec", "containers").stream(),
            Trees.items(pod, "spec", "initContainers").stream()
                .filter(c -> Trees.text(c, "restartPolicy").equals("Always")))
        .map(c -> Trees.text(c, "name"))
        .toList();
  }

  private static Optional<JsonNode> find(List<JsonNode> statuses, String name) {
    return statuses.stream().filter(s -> Trees.text(s, "name").equals(name)).findFirst();
  }

  private static Container container(String name, Optional<JsonNode> status) {
    return status
        .map(
            s ->
                new Container(
                    name,
                    pid(s),
                    Trees.number(s, 0, "restartCount"),
                    Trees.text(s, "state", "waiting", "reason"),
                    Trees.text(s, "state", "waiting", "message")))
        .orElseGet(() -> new Container(name, OptionalLong.empty(), 0, "", ""));
  }

  /** The sandbox's node names a container by its process: {@code process://PID}. */
  private static OptionalLong pid(JsonNode status) {
    String id = Trees.text(status, "containerID");
    String digits = id.substring(id.lastIndexOf('/') + 1);
    return Trees.has(status, "state", "running") && digits.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  private static String status(JsonNode pod, List<Container> containers) {
    if (Trees.has(pod, "metadata", "deletionTimestamp")) {
      return "Terminating";
    }
    return containers.stream()
        .map(Container::waiting)
        .filter(waiting -> !waiting.isEmpty())
        .findFirst()
        .orElseGet(() -> Trees.text(pod, "status", "phase"));
  }

  /** Whether every container is ready. */
  public boolean isReady() {
    return ready == containers.size() && !containers.isEmpty() && status.equals("Running");
  }

  /** As kubectl's column READY: {@code 2/2}. */
  public String readiness() {
    return ready + "/" + containers.size();
  }

  /** The restarts of all containers. */
  public int restarts() {
    return containers.stream().mapToInt(Container::restarts).sum();
  }
}
