package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: m, command: [mongod, --replSet, rs0]}",
        "{name: m, command: [mongod], args: [--replSet=rs0]}",
        "{name: m, args: [--bind_ip_all, --replSet, rs0]}",
        "{name: m, command: [sh, -c, 'exec mongod --replSet \"rs0\" --bind_ip_all']}"
      })
  void theSetsNameIsFoundHoweverItIsWritten(String container) {
    assertThat(Containers.setName(pod(container))).contains("rs0");
  }

  @Test
  void aPodWhoseMongodIsConfiguredByFileDoesNotTellTheSetsName() {
    assertThat(Containers.setName(pod("{name: m, command: [mongod, --config, /etc/mongod.conf]}")))
        .isEmpty();
  }

  @Test
  void aPodWhoseMongodWaitsForItsImageDoesNotRun() {
    GenericKubernetesResource pod =
        Yaml.object(
            """
            kind: Pod
            metadata: {name: mongo-0}
            spec:
              containers:
              - {name: mongo, command: [mongod, --replSet, rs0]}
              - {name: sidecar}
            status:
              containerStatuses:
              - {name: mongo, state: {waiting: {reason: ErrImagePull}}}
              - {name: sidecar, state: {running: {}}}
            """);
    assertThat(Containers.mongodRuns(pod)).isFalse();
  }

  private static GenericKubernetesResource pod(String container) {
    return Yaml.object(
        "{kind: Pod, metadata: {name: p}, spec: {containers: [%s]}}".formatted(container));
  }
}
