package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import org.junit.jupiter.api.Test;

class InClusterTest {
  @Test
  void aWatchedPodIsReadUntypedAsItIs() {
    Object pod =
        watched(
            """
            {"type": "MODIFIED", "object": {"apiVersion": "v1", "kind": "Pod",
              "metadata": {"name": "mongo-0", "resourceVersion": "7"},
              "status": {"podIP": "10.0.0.1"}}}
            """);
    assertThat(pod)
        .isInstanceOfSatisfying(
            GenericKubernetesResource.class,
            generic -> assertThat(Fields.text(generic, "status", "podIP")).contains("10.0.0.1"));
  }

  @Test
  void aWatchWhoseVersionIsGoneIsToldByAStatus() {
    Object error =
        watched(
            """
            {"type": "ERROR", "object": {"apiVersion": "v1", "kind": "Status",
              "status": "Failure", "reason": "Expired", "code": 410}}
            """);
    assertThat(error)
        .isInstanceOfSatisfying(
            Status.class, status -> assertThat(status.getCode()).isEqualTo(410));
  }

  private static Object watched(String event) {
    return InCluster.untyped().unmarshal(event, WatchEvent.class).getObject();
  }
}
