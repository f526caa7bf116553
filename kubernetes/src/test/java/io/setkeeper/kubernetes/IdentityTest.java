package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which set a pod belongs to, and what is said where it is none's. */
class IdentityTest {
  private final FakeApi api = new FakeApi();
  private final KubernetesClient client = api.client();

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  private static final String MONGOD =
      "{\"name\": \"mongo\", \"image\": \"mongo:7.0\", \"command\": [\"mongod\", \"--replSet\", \"rs0\"]}";

  private Identity of(String labels, Map<String, String> podLabels) {
    return of(labels, podLabels, "\"containers\": [" + MONGOD + "]");
  }

  private Identity of(String labels, Map<String, String> podLabels, String spec) {
    api.has(
        "/api/v1/namespaces/default/pods/mongo-0",
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "mongo-0", "labels": %s,
          "ownerReferences": [{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "mongo",
            "uid": "s", "controller": true}]},
         "spec": {%s}}
        """
            .formatted(labels, spec));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"containers\": [%s, {\"name\": \"a\", \"image\": \"setkeeper/keeper:1.0\"},"
            + " {\"name\": \"b\", \"image\": \"cvallance/mongo-k8s-sidecar\"}]",
        "\"containers\": [%s, {\"name\": \"b\", \"image\": \"r.example:5000/morphy/k8s-mongo-sidecar:1\"}],"
            + " \"initContainers\": [{\"name\": \"a\", \"restartPolicy\": \"Always\", \"image\": \"setkeeper/keeper@sha256:0\"}]",
        "\"containers\": [%s, {\"name\": \"a\", \"image\": \"mine/setkeeper\"},"
            + " {\"name\": \"b\", \"image\": \"setkeeper/keeper\"}]"
      })
  void twoKeepersInThePodAreNamed(String spec) {
    assertThat(of("{}", Map.of(), spec.formatted(MONGOD)))
        .isInstanceOfSatisfying(
            Identity.None.class,
            none ->
                assertThat(none.why())
                    .contains("pod mongo-0 has more than one keeper", "a (", "b (")
                    .contains("take all but one of them out of StatefulSet mongo"));
  }

  @Test
  void oneKeeperBesideOtherContainersIsAllRight() {
    String containers =
        "\"containers\": ["
            + MONGOD
            + ", {\"name\": \"a\", \"image\": \"setkeeper/keeper:1.0\"},"
            + " {\"name\": \"b\", \"image\": \"setkeeper-mirror.example/shop/keeper:1\"}],"
            + " \"initContainers\": [{\"name\": \"c\", \"image\": \"setkeeper/keeper:1.0\"}]";
    assertThat(of("{}", Map.of(), containers)).isEqualTo(new Identity.Known("mongo", "rs0"));
  }

  @Test
  void aPodThatIsNotThereIsNamedWithWhereItsNameComesFrom() {
    assertThat(Identity.of(client, "default", "mongo-7", Map.of()))
        .isInstanceOfSatisfying(
            Identity.None.class,
            none ->
                assertThat(none.why())
                    .contains("there is no pod mongo-7 in namespace default", "HOSTNAME"));
  }

  @Test
  void aPodOfNoStatefulSetIsNamedWithWhereTheKeeperBelongs() {
    api.has(
        "/api/v1/namespaces/default/pods/alone",
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "alone", "ownerReferences": [
           {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "x", "uid": "s",
            "controller": true}]}}
        """);
    assertThat(Identity.of(client, "default", "alone", Map.of()))
        .isEqualTo(
            new Identity.None(
                "pod alone belongs to no StatefulSet: the keeper is a container of a"
                    + " StatefulSet's pods"));
  }

  @Test
  void aPodWhoseMongodIsToldNoSetIsNamedWithTheFlag() {
    assertThat(of("{}", Map.of(), "\"containers\": [{\"name\": \"m\", \"command\": [\"mongod\"]}]"))
        .isEqualTo(
            new Identity.None(
                "no container of pod mongo-0 says --replSet: give it to mongod on its command"
                    + " line"));
  }
}
