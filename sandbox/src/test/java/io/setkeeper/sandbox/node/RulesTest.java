package io.setkeeper.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.sandbox.Yaml;
import io.setkeeper.sandbox.kinds.Kinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Small rules of the kubelet, by example. */
class RulesTest {
  private static final Environment.Objects NOTHING = (type, name) -> Optional.empty();

  private static final ObjectNode POD =
      Yaml.parse(
          """
          metadata: {name: mongo-0, namespace: db, labels: {role: mongo}}
          spec: {nodeName: here}
          status: {podIP: 127.79.1.10}
          """);

  private static Map<String, String> environment(String container, Environment.Objects objects) {
    return Environment.of(POD, Yaml.parse(container), Map.of("HOSTNAME", "mongo-0"), objects);
  }

  @Test
  void variablesMayReferToThoseBefore() {
    assertThat(
            environment(
                "env: [{name: A, value: a}, {name: B, value: $(A)/$(HOSTNAME)/$(NONE)/$$(A)}]",
                NOTHING))
        .containsEntry("B", "a/mongo-0/$(NONE)/$(A)");
  }

  @Test
  void variablesMayBeFieldsOfThePod() {
    assertThat(
            environment(
                """
                env:
                - {name: NS, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
                - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                - {name: ROLE, valueFrom: {fieldRef: {fieldPath: "metadata.labels['role']"}}}
                """,
                NOTHING))
        .containsEntry("NS", "db")
        .containsEntry("IP", "127.79.1.10")
        .containsEntry("ROLE", "mongo");
  }

  @Test
  void variablesMayComeFromConfigMapsAndSecrets() {
    assertThat(
            environment(
                """
                envFrom: [{prefix: M_, configMapRef: {name: settings}}]
                env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: user, key: password}}}]
                """,
                (type, name) ->
                    Optional.of(
                        type.equals(Kinds.SECRET)
                            ? Yaml.parse("data: {password: c2VjcmV0}")
                            : Yaml.parse("data: {size: small}"))))
        .containsEntry("M_size", "small")
        .containsEntry("PASSWORD", "secret");
  }

  @Test
  void aMissingConfigMapIsNamed() {
    assertThatThrownBy(() -> environment("envFrom: [{configMapRef: {name: settings}}]", NOTHING))
        .isInstanceOf(ConfigMissingException.class)
        .hasMessage("configmap \"settings\" not found");
  }

  @Test
  void anOptionalOneMayBeMissing() {
    assertThat(environment("envFrom: [{secretRef: {name: s, optional: true}}]", NOTHING))
        .hasSize(1);
  }

  @Test
  void servicesAreInTheEnvironment() {
    ObjectNode kubernetes =
        Yaml.parse(
            """
            metadata: {name: kubernetes}
            spec: {clusterIP: 127.79.1.1, ports: [{name: https, port: 6443}]}
            """);
    ObjectNode headless =
        Yaml.parse("{metadata: {name: m}, spec: {clusterIP: None, ports: [{port: 1}]}}");
    assertThat(Environment.services(List.of(kubernetes, headless)))
        .containsEntry("KUBERNETES_SERVICE_HOST", "127.79.1.1")
        .containsEntry("KUBERNETES_SERVICE_PORT", "6443")
        .containsEntry("KUBERNETES_SERVICE_PORT_HTTPS", "6443")
        .doesNotContainKey("M_SERVICE_HOST");
  }

  @Test
  void theFirstRestartIsAtOnceAndEachLaterOneTakesTwiceAsLongUpToFiveMinutes() {
    List<Long> delays =
        Stream.iterate(Backoff.NONE, b -> b.after(Duration.ofSeconds(1)))
            .limit(8)
            .map(b -> b.delay().toSeconds())
            .toList();
    assertThat(delays).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void tenMinutesOfRunningAreForgiven() {
    assertThat(new Backoff(Duration.ofMinutes(5)).after(Duration.ofMinutes(10)))
        .isEqualTo(Backoff.NONE);
  }

  @Test
  void probesHaveKubernetesDefaults() {
    Probe probe =
        Probe.of(Yaml.parse("livenessProbe: {tcpSocket: {port: 27017}}"), "livenessProbe")
            .orElseThrow();
    assertThat(probe)
        .isEqualTo(
            new Probe(
                new Action.TcpSocket("", 27017),
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                1,
                3));
  }

  @Test
  void aPortMayBeGivenByName() {
    ObjectNode container =
        Yaml.parse(
            """
            ports: [{name: web, containerPort: 8080}]
            readinessProbe: {httpGet: {path: /ready, port: web}}
            """);
    assertThat(Probe.of(container, "readinessProbe").orElseThrow().action())
        .isEqualTo(new Action.HttpGet("http", "", 8080, "/ready", Map.of()));
  }
}
