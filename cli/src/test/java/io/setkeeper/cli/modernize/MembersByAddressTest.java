package io.setkeeper.cli.modernize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An old sidecar that was not told the Service named the members by pod IPs: whoever swaps its
 * container before they have names loses the majority with the second pod.
 */
class MembersByAddressTest {
  private static final String WARNING = "its members are named by pod IPs";

  @Test
  void theyMustBeRenamedBeforeTheSwap() {
    assertThat(notes("cvallance/mongo-k8s-sidecar", ""))
        .contains("was not told KUBERNETES_MONGO_SERVICE_NAME")
        .contains(WARNING)
        .contains("before you apply this");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ", env: [{name: KUBERNETES_MONGO_SERVICE_NAME, value: db}]",
        ", env: [{name: KUBERNETES_SERVICE_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]",
        ", envFrom: [{configMapRef: {name: sidecar}}]"
      })
  void anOldSidecarThatIsToldTheServiceNamedThemByIt(String told) {
    assertThat(notes("cvallance/mongo-k8s-sidecar", told)).doesNotContain(WARNING);
  }

  @Test
  void aKeeperNamesThemByTheStatefulSetsService() {
    assertThat(notes("setkeeper/keeper:1.0", "")).doesNotContain(WARNING);
  }

  private static String notes(String image, String told) {
    return Runs.notes(
        Runs.of(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec:
              serviceName: db
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec:
                  containers:
                  - {name: mongo, image: "mongo:7.0", command: [mongod, --replSet, rs0]}
                  - {name: side, image: "%s"%s}
            """
                .formatted(image, told)));
  }
}
