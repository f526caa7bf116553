package io.setkeeper.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one node of {@code e2e/cluster}: what a test may do to it. */
final class Node {
  private final Path script;

  Node(Path checkout) {
    this.script = checkout.resolve("e2e/cluster");
  }

  Path kubeconfig() {
    return Path.of(Run.ok(List.of(script.toString(), "kubeconfig")).strip());
  }

  /** Ends a service of the node; it stays down. */
  void stop(String service) {
    Run.ok(List.of(script.toString(), "node", "stop", service));
  }

  void start(String service) {
    Run.ok(List.of(script.toString(), "node", "start", service));
  }

  void restart(String service) {
    Run.ok(List.of(script.toString(), "node", "restart", service));
  }

  /** Ends a container's processes without a word. */
  void killContainer(Pod pod, String container) {
    String id =
        pod.getStatus().getContainerStatuses().stream()
            .filter(status -> status.getName().equals(container))
            .map(status -> status.getContainerID().replaceFirst("^containerd://", ""))
            .findFirst()
            .orElseThrow();
    Run.ok(
        List.of(
            script.toString(),
            "node",
            "exec",
            "ctr",
            "-n",
            "k8s.io",
            "task",
            "kill",
            "-s",
            "9",
            id));
  }

  /** A line of JSON for each request. */
  Path audit() {
    return Path.of(Run.ok(List.of(script.toString(), "node", "audit")).strip());
  }

  /** How a command is run on the cluster's network, where its names resolve. */
  List<String> inside(List<String> command) {
    List<String> all = new ArrayList<>(List.of(script.toString(), "enter"));
    all.addAll(command);
    return all;
  }
}
