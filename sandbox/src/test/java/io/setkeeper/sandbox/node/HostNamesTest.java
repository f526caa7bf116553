package io.setkeeper.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.sandbox.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class HostNamesTest {
  private static final ObjectNode SERVICE =
      Yaml.parse(
          "{metadata: {name: mongo, namespace: db}, spec: {clusterIP: None, selector: {role: m}}}");

  private static ObjectNode pod(int number, String ready) {
    return Yaml.parse(
        """
        metadata: {name: mongo-%1$d, namespace: db, labels: {role: m}}
        spec: {hostname: mongo-%1$d, subdomain: mongo}
        status:
          phase: Running
          podIP: 127.79.1.1%1$d
          conditions: [{type: Ready, status: "%2$s"}]
        """
            .formatted(number, ready));
  }

  private static String file(ObjectNode... pods) {
    return HostNames.file(List.of(pods), List.of(SERVICE), "laptop", "127.79.1.1");
  }

  @Test
  void aPodHasItsNameBeforeItIsReady() {
    assertThat(file(pod(0, "False")))
        .contains(
            "127.79.1.10 mongo-0.mongo.db.svc.cluster.local mongo-0.mongo.db.svc mongo-0.mongo.db\n");
  }

  @Test
  void aServicesNameIsThatOfItsReadyPods() {
    assertThat(file(pod(0, "True"), pod(1, "False"), pod(2, "True")))
        .contains("127.79.1.10 mongo.db.svc.cluster.local")
        .doesNotContain("127.79.1.11 mongo.db.svc.cluster.local")
        .contains("127.79.1.12 mongo.db.svc.cluster.local");
  }

  @Test
  void theMachinesOwnNameIsThere() {
    assertThat(file()).isEqualTo("127.0.0.1 localhost laptop\n");
  }

  @Test
  void theApiServerHasItsName() {
    ObjectNode kubernetes = Yaml.parse("{metadata: {name: kubernetes, namespace: default}}");
    assertThat(HostNames.file(List.of(), List.of(kubernetes), "laptop", "127.79.1.1"))
        .contains("127.79.1.1 kubernetes.default.svc.cluster.local kubernetes.default.svc");
  }

  @Test
  void aFileWrittenInPlaceNeverGetsShorter(@TempDir Path folder) throws IOException {
    HostsFiles files = HostsFiles.in(folder);
    files.write("127.0.0.1 a-long-name\n".repeat(100));
    long before = Files.size(files.overwritten());
    files.write("127.0.0.1 short\n");
    assertThat(Files.size(files.overwritten())).isEqualTo(before);
    assertThat(Files.readString(files.overwritten()).strip()).isEqualTo("127.0.0.1 short");
    assertThat(files.replaced()).hasContent("127.0.0.1 short\n");
  }
}
