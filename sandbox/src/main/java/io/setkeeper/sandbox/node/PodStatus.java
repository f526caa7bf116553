package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a pod's status of what its containers do, as the kubelet does. */
final class PodStatus {
  private PodStatus() {}

  /**
   * The new status.
   *
   * @param pod with the status it has
   * @param address the pod's
   * @param node the node's address
   * @param init the init containers
   * @param containers the others
   * @param now the time of what changed
   */
  static ObjectNode of(
      ObjectNode pod,
      String address,
      String node,
      List<ContainerSnapshot> init,
      List<ContainerSnapshot> containers,
      Instant now) {
    ObjectNode status = Json.with(pod.deepCopy(), "status").deepCopy();
    status.put("phase", phase(pod, init, containers));
    status.put("hostIP", node);
    status.put("podIP", address);
    status.putArray("podIPs").addObject().put("ip", address);
    status.put("qosClass", Fields.optional(status, "qosClass").orElse("BestEffort"));
    if (!status.has("startTime")) {
      status.put("startTime", ContainerState.time(now));
    }
    Set<String> sidecars = sidecars(pod);
    boolean initialized = init.stream().allMatch(c -> initialized(c, sidecars));
    List<ContainerSnapshot> lasting =
        Stream.concat(init.stream().filter(c -> sidecars.contains(c.name())), containers.stream())
            .toList();
    boolean ready = initialized && lasting.stream().allMatch(ContainerSnapshot::ready);
    String why =
        lasting.stream().filter(c -> !c.ready()).map(ContainerSnapshot::name).toList().toString();
    condition(status, "Initialized", initialized, "ContainersNotInitialized", "", now);
    condition(status, "Ready", ready, "ContainersNotReady", unready(why), now);
    condition(status, "ContainersReady", ready, "ContainersNotReady", unready(why), now);
    condition(status, "PodScheduled", true, "", "", now);
    statuses(status, "initContainerStatuses", init);
    statuses(status, "containerStatuses", containers);
    return status;
  }

  private static String unready(String containers) {
    return "containers with unready status: " + containers;
  }

  private static boolean completed(ContainerSnapshot container) {
    return container.state() instanceof ContainerState.Terminated ended && ended.exitCode() == 0;
  }

  /** An init container that is to end has ended well; a native sidecar was started. */
  private static boolean initialized(ContainerSnapshot container, Set<String> sidecars) {
    return sidecars.contains(container.name())
        ? container.started() || !neverStarted(container)
        : completed(container);
  }

  private static Set<String> sidecars(ObjectNode pod) {
    return Fields.objects(pod, "spec", "initContainers").stream()
        .filter(InitContainers::isSidecar)
        .map(container -> Json.text(container, "name"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String phase(
      ObjectNode pod, List<ContainerSnapshot> init, List<ContainerSnapshot> containers) {
    boolean before =
        !init.stream().allMatch(c -> initialized(c, sidecars(pod)))
            || containers.stream().anyMatch(PodStatus::neverStarted);
    boolean ended =
        !containers.isEmpty()
            && containers.stream().allMatch(c -> c.state() instanceof ContainerState.Terminated);
    boolean restarts =
        Fields.optional(pod, "spec", "restartPolicy").orElse("Always").equals("Always");
    if (before) {
      return failedInit(pod, init) ? "Failed" : "Pending";
    }
    if (ended && (!restarts || Json.terminating(pod))) {
      return containers.stream().allMatch(PodStatus::completed) ? "Succeeded" : "Failed";
    }
    return "Running";
  }

  private static boolean failedInit(ObjectNode pod, List<ContainerSnapshot> init) {
    return Json.text(pod, "spec", "restartPolicy").equals("Never")
        && init.stream()
            .anyMatch(c -> c.state() instanceof ContainerState.Terminated && !completed(c));
  }

  private static boolean neverStarted(ContainerSnapshot container) {
    return container.state() instanceof ContainerState.Waiting && container.last().isEmpty();
  }

  /** Sets a condition; the time of its last change stays where it is as it was. */
  static void condition(
      ObjectNode status, String type, boolean holds, String reason, String message, Instant now) {
    String value = holds ? "True" : "False";
    ArrayNode conditions = status.withArray("conditions");
    Optional<ObjectNode> found =
        Fields.objects(conditions).stream()
            .filter(c -> Json.text(c, "type").equals(type))
            .findFirst();
    ObjectNode condition = found.orElseGet(conditions::addObject);
    if (!Json.text(condition, "status").equals(value)) {
      condition.put("lastTransitionTime", ContainerState.time(now));
    }
    condition.put("type", type);
    condition.put("status", value);
    condition.remove(List.of("reason", "message"));
    if (!holds && !reason.isEmpty()) {
      condition.put("reason", reason);
    }
    if (!holds && !message.isEmpty()) {
      condition.put("message", message);
    }
  }

  private static void statuses(
      ObjectNode status, String field, List<ContainerSnapshot> containers) {
    if (containers.isEmpty()) {
      return;
    }
    ArrayNode list = status.putArray(field);
    for (ContainerSnapshot container : containers) {
      ObjectNode one = list.addObject();
      one.put("name", container.name());
      one.put("image", container.image());
      one.put("imageID", "");
      one.put("ready", container.ready() || (field.startsWith("init") && completed(container)));
      one.put("started", container.started());
      one.put("restartCount", container.restarts());
      one.set("state", container.state().json());
      one.set(
          "lastState",
          container.last().map(ContainerState.Terminated::json).orElseGet(Json::object));
      pid(container).ifPresent(pid -> one.put("containerID", ContainerState.id(pid)));
    }
  }

  private static Optional<Long> pid(ContainerSnapshot container) {
    return switch (container.state()) {
      case ContainerState.Running running -> Optional.of(running.pid());
      case ContainerState.Terminated ended -> Optional.of(ended.pid());
      case ContainerState.Waiting _ -> container.last().map(ContainerState.Terminated::pid);
    };
  }
}
