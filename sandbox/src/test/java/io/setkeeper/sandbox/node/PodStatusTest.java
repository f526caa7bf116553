package io.setkeeper.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.sandbox.Yaml;
import io.setkeeper.sandbox.kube.Pods;
import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PodStatusTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ContainerState.Running RUNNING = new ContainerState.Running(NOW, 4711);
  private static final ContainerState.Terminated KILLED =
      new ContainerState.Terminated(137, "last words", NOW, NOW, 4711);

  private static ContainerSnapshot container(ContainerState state) {
    return ContainerSnapshot.fresh("mongo", "mongo").with(state);
  }

  private static ObjectNode pod(List<ContainerSnapshot> containers) {
    return pod(Json.object(), List.of(), containers, NOW);
  }

  private static ObjectNode pod(
      ObjectNode before,
      List<ContainerSnapshot> init,
      List<ContainerSnapshot> containers,
      Instant now) {
    ObjectNode pod = before.deepCopy();
    pod.set("status", PodStatus.of(before, "127.79.1.10", "127.79.1.1", init, containers, now));
    return pod;
  }

  @Test
  void aPodIsReadyWhenAllItsContainersAre() {
    ContainerSnapshot ready = container(RUNNING).with(true, true);
    assertThat(Pods.ready(pod(List.of(ready, ready)))).isTrue();
    assertThat(Pods.ready(pod(List.of(ready, container(RUNNING))))).isFalse();
  }

  @Test
  void aPodIsPendingUntilAllContainersWereStarted() {
    assertThat(Pods.phase(pod(List.of(container(RUNNING), ContainerSnapshot.fresh("side", "x")))))
        .isEqualTo("Pending");
  }

  @Test
  void aPodWhoseContainerIsToBeStartedAgainRunsStill() {
    ContainerSnapshot crashed =
        container(RUNNING)
            .again(KILLED, new ContainerState.Waiting("CrashLoopBackOff", "back-off 10s"));
    ObjectNode pod = pod(List.of(crashed));
    assertThat(Pods.phase(pod)).isEqualTo("Running");
    assertThat(pod.at("/status/containerStatuses/0/state/waiting/reason").asString())
        .isEqualTo("CrashLoopBackOff");
    assertThat(pod.at("/status/containerStatuses/0/lastState/terminated/message").asString())
        .isEqualTo("last words");
  }

  @Test
  void aPodThatIsNotToBeStartedAgainHasFailed() {
    ObjectNode never = Yaml.parse("spec: {restartPolicy: Never}");
    assertThat(Pods.phase(pod(never, List.of(), List.of(container(KILLED)), NOW)))
        .isEqualTo("Failed");
  }

  @Test
  void aPodWaitsForItsInitContainers() {
    ObjectNode pod = pod(Json.object(), List.of(container(RUNNING)), List.of(), NOW);
    assertThat(Pods.phase(pod)).isEqualTo("Pending");
    assertThat(Pods.condition(pod, "Initialized")).isFalse();
  }

  @Test
  void aConditionKeepsTheTimeOfItsLastChange() {
    List<ContainerSnapshot> ready = List.of(container(RUNNING).with(true, true));
    ObjectNode first = pod(ready);
    ObjectNode later = pod(first, List.of(), ready, NOW.plusSeconds(60));
    assertThat(later).isEqualTo(first);
  }

  @Test
  void theContainersIdIsItsProcess() {
    assertThat(
            pod(List.of(container(RUNNING)))
                .at("/status/containerStatuses/0/containerID")
                .asString())
        .isEqualTo("process://4711");
  }
}
