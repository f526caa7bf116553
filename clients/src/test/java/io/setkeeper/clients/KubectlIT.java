package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox's API server as kubectl sees it: verbs, tables, messages, exit codes. */
@TestInstance(Lifecycle.PER_CLASS)
class KubectlIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Setkeeper setkeeper = Setkeeper.inANewFolder();

  @BeforeAll
  void up() {
    setkeeper.run("up", "--detach").succeeded();
  }

  @AfterAll
  void down() {
    setkeeper.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pods                   | NAME READY STATUS RESTARTS AGE
          statefulsets           | NAME READY AGE
          services               | NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE
          persistentvolumeclaims | NAME STATUS VOLUME CAPACITY ACCESS MODES STORAGECLASS
          persistentvolumes      | NAME CAPACITY ACCESS MODES RECLAIM POLICY STATUS CLAIM STORAGECLASS
          storageclasses         | NAME PROVISIONER RECLAIMPOLICY VOLUMEBINDINGMODE ALLOWVOLUMEEXPANSION AGE
          configmaps             | NAME DATA AGE
          """)
  void getPrintsTheUsualColumns(String kind, String columns) {
    var header = setkeeper.kubectl("get", kind).succeeded().out().lines().findFirst().orElseThrow();

    assertThat(header.strip().replaceAll(" +", " ")).startsWith(columns);
  }

  @Test
  void getPrintsThePodsAsKubernetesDoes() {
    setkeeper.awaitHealthy("a healthy set", status -> true);

    var rows =
        setkeeper.kubectl("get", "pods", "-l", "role=mongo", "--no-headers").succeeded().out();

    assertThat(rows.lines())
        .hasSize(3)
        .allSatisfy(row -> assertThat(row).matches("mongo-\\d +2/2 +Running +\\d+.* +\\S+"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pod/mongo-0",
        "statefulset/mongo",
        "service/mongo",
        "persistentvolumeclaim/mongo-persistent-storage-mongo-0",
        "storageclass/fast"
      })
  void describeNamesTheObjectAndItsEvents(String object) {
    var name = object.substring(object.indexOf('/') + 1);

    var description = setkeeper.kubectl("describe", object).succeeded().out();

    assertThat(description)
        .containsPattern("(?m)^Name: +" + name + "$")
        .containsPattern("(?m)^Events:");
  }

  @Test
  void scaleChangesTheReplicasAndTheMembersFollow() {
    var scaled = setkeeper.kubectl("scale", "statefulset/mongo", "--replicas=4").succeeded();
    assertThat(scaled.out()).isEqualTo("statefulset.apps/mongo scaled\n");
    setkeeper.awaitHealthy("four members", status -> status.path("members").size() == 4);

    setkeeper.kubectl("scale", "statefulset/mongo", "--replicas=3").succeeded();
    setkeeper.awaitHealthy("three members", status -> status.path("members").size() == 3);
  }

  @Test
  void aDeletedPodComesBackUnderItsNameWithItsClaim() {
    var deleted = uid();

    assertThat(setkeeper.kubectl("delete", "pod", "mongo-2").succeeded().out())
        .startsWith("pod \"mongo-2\" deleted");

    await("a new mongo-2")
        .atMost(PATIENCE)
        .until(this::uid, uid -> !uid.isEmpty() && !uid.equals(deleted));
    setkeeper.awaitHealthy("mongo-2 back in the set", status -> status.path("members").size() == 3);
  }

  private String uid() {
    return setkeeper
        .kubectl("get", "pod", "mongo-2", "--ignore-not-found", "-o", "jsonpath={.metadata.uid}")
        .out();
  }

  @Test
  void logsPrintWhatAContainerSaid() {
    var log = setkeeper.kubectl("logs", "mongo-0", "-c", "mongo-sidecar").succeeded();
    assertThat(log.out()).isNotBlank();

    var last = setkeeper.kubectl("logs", "mongo-0", "-c", "mongo-sidecar", "--tail=1").succeeded();
    assertThat(last.out().lines()).hasSize(1);
  }

  @Test
  void watchPrintsWhatChanges() throws IOException {
    Path out = Run.temporary("out");
    Path err = Run.temporary("err");
    var watch =
        Run.start(
            Setkeeper.checkout(),
            setkeeper.environment(),
            List.of("kubectl", "get", "configmaps", "-w"),
            out,
            err);
    try {
      await("the first rows")
          .atMost(PATIENCE)
          .until(() -> Files.readString(out).contains("mongo-setkeeper"));

      setkeeper.kubectl("create", "configmap", "watched", "--from-literal=a=b").succeeded();

      await("the new row")
          .atMost(PATIENCE)
          .until(
              () -> Files.readString(out).lines().anyMatch(row -> row.matches("watched +1 +\\S+")));
    } finally {
      watch.destroyForcibly().onExit().join();
      Run.delete(out);
      Run.delete(err);
      setkeeper.kubectl("delete", "configmap", "watched", "--ignore-not-found").succeeded();
    }
  }

  @Test
  void applyChangesWhatAFileChanges() throws IOException {
    var file = Files.writeString(setkeeper.folder().resolve("applied.yaml"), configMap("one"));
    try {
      assertThat(apply(file)).isEqualTo("configmap/applied created\n");
      assertThat(apply(file)).isEqualTo("configmap/applied unchanged\n");
      Files.writeString(file, configMap("two"));
      assertThat(apply(file)).isEqualTo("configmap/applied configured\n");
      assertThat(
              setkeeper
                  .kubectl("get", "configmap", "applied", "-o", "jsonpath={.data.value}")
                  .succeeded()
                  .out())
          .isEqualTo("two");
    } finally {
      setkeeper.kubectl("delete", "configmap", "applied", "--ignore-not-found").succeeded();
    }
  }

  private String apply(Path file) {
    return setkeeper.kubectl("apply", "-f", file.toString()).succeeded().out();
  }

  private static String configMap(String value) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: applied
        data:
          value: %s
        """
        .formatted(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get pod mongo-9                           | Error from server (NotFound): pods "mongo-9" not found
          get wombats                               | error: the server doesn't have a resource type "wombats"
          delete statefulset nosuch                 | Error from server (NotFound): statefulsets.apps "nosuch" not found
          scale statefulset/nosuch --replicas=2     | statefulsets.apps "nosuch" not found
          create configmap mongo-setkeeper          | configmaps "mongo-setkeeper" already exists
          create configmap Not_A_Name               | Invalid value: "Not_A_Name"
          logs mongo-0 -c nosuch                    | container nosuch is not valid for pod mongo-0
          """)
  void aMistakeGetsKubernetesOwnMessage(String command, String message) {
    var run = setkeeper.kubectl(command.split(" "));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(message);
  }

  @Test
  void asAPluginSetkeeperLooksWhereKubectlLooksFromAnyFolder() throws IOException {
    Path bin = Files.createDirectory(setkeeper.folder().resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("kubectl-setkeeper"), Setkeeper.checkout().resolve("setkeeper"));

    Run status = plugin(bin, "status").succeeded();
    assertThat(status.out()).contains("rs0 is healthy: 3 members");

    String hosts = "mongosh --quiet \"$MONGODB_URI\" --eval 'db.hello().hosts.join()'";
    Run connected = plugin(bin, "connect", "--port", "27717", "--", "sh", "-c", hosts).succeeded();
    assertThat(connected.out().strip())
        .isEqualTo("127.0.0.1:27717,127.0.0.1:27718,127.0.0.1:27719");

    Run none = plugin(bin, "status", "-n", "gone");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("There is no namespace 'gone'");
  }

  private Run plugin(Path bin, String... arguments) {
    Map<String, String> environment = new HashMap<>(setkeeper.environment());
    environment.put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    List<String> command = new ArrayList<>(List.of("kubectl", "setkeeper"));
    command.addAll(List.of(arguments));
    return Run.of(setkeeper.folder(), environment, command);
  }
}
