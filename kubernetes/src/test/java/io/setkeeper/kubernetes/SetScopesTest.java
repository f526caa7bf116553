package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetScopesTest {
  private static SetScope scope(String env) {
    return SetScopes.scope(
        Yaml.object(
            """
            metadata: {name: db}
            spec:
              serviceName: db-headless
              template:
                spec:
                  containers:
                  - {name: mongod}
                  - {name: sidecar, env: [%s]}
            """
                .formatted(env)),
        "shop");
  }

  @Test
  void membersAreNamedByTheGoverningServiceWhereTheSidecarIsToldNothing() {
    assertThat(scope("").host("db-0")).hasToString("db-0.db-headless.shop.svc.cluster.local:27017");
  }

  @Test
  void membersAreNamedAsTheSidecarIsTold() {
    SetScope scope =
        scope(
            """
            {name: KUBERNETES_MONGO_SERVICE_NAME, value: members},
            {name: KUBERNETES_CLUSTER_DOMAIN, value: example.org},
            {name: MONGO_PORT, value: "27018"}\
            """);

    assertThat(scope.host("db-0")).hasToString("db-0.members.shop.svc.example.org:27018");
  }

  @Test
  void whatIsNoPortIsNotTaken() {
    assertThat(scope("{name: MONGO_PORT, value: \"99999\"}").port()).isEqualTo(27017);
  }
}
