package io.setkeeper.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PodInfoTest {
  @Test
  void aNativeSidecarIsOneOfThePodsContainersAndAnInitContainerThatEndsIsNot() {
    PodInfo pod =
        PodInfo.of(
            JsonMapper.shared()
                .readTree(
                    """
                    {"metadata": {"name": "mongo-0"},
                     "spec": {
                       "initContainers": [
                         {"name": "prepare"}, {"name": "mongo-sidecar", "restartPolicy": "Always"}],
                       "containers": [{"name": "mongo"}]},
                     "status": {
                       "phase": "Running",
                       "initContainerStatuses": [
                         {"name": "prepare", "ready": true, "restartCount": 3},
                         {"name": "mongo-sidecar", "ready": true, "restartCount": 1}],
                       "containerStatuses": [
                         {"name": "mongo", "ready": true, "restartCount": 0}]}}
                    """));

    assertThat(pod.containers())
        .extracting(PodInfo.Container::name)
        .containsExactly("mongo", "mongo-sidecar");
    assertThat(pod.readiness()).isEqualTo("2/2");
    assertThat(pod.isReady()).isTrue();
    assertThat(pod.restarts()).isEqualTo(1);
  }
}
