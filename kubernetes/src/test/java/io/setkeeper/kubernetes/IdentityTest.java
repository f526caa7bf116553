package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which set a pod belongs to, and what is said where it is none's. */
class IdentityTest {
  private final FakeApi api = new FakeApi();
  private final KubernetesClient client = api.client();

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  private Identity of(String labels, Map<String, String> podLabels) {
    api.has(
        "/api/v1/namespaces/default/pods/mongo-0",
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "mongo-0", "labels": %s,
          "ownerReferences": [{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "mongo",
            "uid": "s", "controller": true}]},
         "spec": {"containers": [{"name": "mongo", "command": ["mongod", "--replSet", "rs0"]}]}}
        """
            .formatted(labels));
    return Identity.of(client, "default", "mongo-0", podLabels);
  }

  @Test
  void aPodThatTheLabelsSelectIsOneOfItsSet() {
    assertThat(of("{\"role\": \"mongo\", \"more\": \"x\"}", Map.of("role", "mongo")))
        .isEqualTo(new Identity.Known("mongo", "rs0"));
  }

  @Test
  void labelsThatDoNotSelectTheOwnPodAreNamedWithThoseThatItHas() {
    assertThat(of("{\"role\": \"mongo\"}", Map.of("role", "mongod", "environment", "test")))
        .isEqualTo(
            new Identity.None(
                "MONGO_SIDECAR_POD_LABELS look for pods with environment=test,role=mongod, and pod"
                    + " mongo-0 has role=mongo: say there what the pods of StatefulSet mongo have"));
  }

  @Test
  void aPodWithoutLabelsIsSaidToHaveNone() {
    assertThat(of("{}", Map.of("role", "mongo")))
        .isInstanceOfSatisfying(
            Identity.None.class, none -> assertThat(none.why()).contains("mongo-0 has no labels"));
  }

  @Test
  void whereThePodMayNotBeReadThatIsSaidAndAskedAgain() {
    api.forbids("get pods");
    assertThat(of("{}", Map.of()))
        .isInstanceOfSatisfying(
            Identity.NotYet.class,
            notYet -> assertThat(notYet.why()).contains("may not get pods mongo-0"));
  }
}
