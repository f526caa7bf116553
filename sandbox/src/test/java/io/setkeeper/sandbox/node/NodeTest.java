package io.setkeeper.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.setkeeper.sandbox.Yaml;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Pods;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
  @TempDir Path state;
  private TestNode node;

  @BeforeEach
  void start() throws IOException {
    node = new TestNode(state);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  private void awaitRunning() {
    soon().until(() -> !node.container("/state/running/startedAt").isEmpty());
  }

  private void awaitLog(String text) {
    soon().until(() -> Files.exists(node.log()) && Files.readString(node.log()).contains(text));
  }

  @Test
  void aPodRunsAndIsReady() {
    node.run("echo hello; sleep 600", "");
    awaitLog("hello");
    soon().untilAsserted(() -> assertThat(node.container("/ready")).isEqualTo("true"));
    assertThat(node.at("/status/podIP")).isEqualTo("127.79.1.10");
    assertThat(node.at("/status/phase")).isEqualTo("Running");
  }

  @Test
  void aContainerKnowsWhatAKubeletTells() throws IOException {
    node.run("env; cat $SETKEEPER_SERVICE_ACCOUNT_DIR/token; echo; echo done; sleep 600", "");
    awaitLog("done");
    assertThat(node.log())
        .content()
        .contains("HOSTNAME=p\n")
        .contains("KUBERNETES_SERVICE_HOST=127.79.1.1\n")
        .contains("KUBERNETES_SERVICE_PORT=6443\n")
        .contains("SETKEEPER_MONGOD_HOST=127.79.1.10\n")
        .contains("token of default")
        .doesNotContain("XDG_");
  }

  @Test
  void aCrashedContainerIsStartedAgainAndThenWaits() {
    node.run("echo why it failed; exit 3", "");
    soon().until(() -> node.container("/state/waiting/reason").equals("CrashLoopBackOff"));
    assertThat(node.container("/restartCount")).isEqualTo("1");
    assertThat(node.container("/lastState/terminated/exitCode")).isEqualTo("3");
    assertThat(node.container("/lastState/terminated/message")).isEqualTo("why it failed");
    assertThat(node.container("/state/waiting/message")).startsWith("back-off 10s restarting");
  }

  @Test
  void theLogOfTheRunBeforeIsKept() {
    node.run("echo run $$; [ -f again ] && sleep 600; touch again", "");
    soon().until(() -> node.container("/restartCount").equals("1"));
    awaitLog("run");
    assertThat(node.log().resolveSibling("log.previous")).content().startsWith("run ");
  }

  @Test
  void whatAContainerLeftRunningEndsWithIt() throws IOException {
    node.run("[ -f child ] && sleep 600; sleep 600 & echo $! > child; echo begun", "");
    soon().until(() -> node.container("/restartCount").equals("1"));
    long child = Long.parseLong(Files.readString(node.folder().resolve("c/child")).strip());
    soon().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void anUnknownImageIsNamedWithTheRemedy() {
    node.run("true", "image: redis");
    soon().until(() -> node.container("/state/waiting/reason").equals("ImagePullBackOff"));
    assertThat(node.container("/state/waiting/message")).contains("\"redis\"", "knows any only");
    assertThat(node.events("Failed")).anyMatch(message -> message.contains("\"redis\""));
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    node.run("", "command: [/no/such/program]");
    soon().until(() -> node.container("/state/waiting/reason").equals("RunContainerError"));
    assertThat(node.container("/state/waiting/message"))
        .isEqualTo("the program /no/such/program does not exist");
  }

  @Test
  void aContainerWaitsForItsConfigMapAndStartsWhenItComes() {
    node.run("echo $COLOUR; sleep 600", "envFrom: [{configMapRef: {name: colours}}]");
    soon().until(() -> node.container("/state/waiting/reason").startsWith("CreateContainerConfig"));
    node.store()
        .create(
            Kinds.CONFIG_MAP,
            Yaml.parse("{metadata: {name: colours, namespace: default}, data: {COLOUR: red}}"));
    awaitLog("red");
  }

  @Test
  void aDeletedPodGetsTimeToEnd() throws IOException {
    node.run("trap 'echo ended well; exit 0' TERM; echo begun; while :; do sleep 0.1; done", "");
    awaitLog("begun");
    node.delete();
    soon().until(() -> node.pod().isEmpty());
    assertThat(node.log()).content().contains("ended well");
  }

  @Test
  void whoDoesNotEndInTimeIsKilled() {
    node.pod(
        "terminationGracePeriodSeconds: 1",
        "trap '' TERM; echo begun; while :; do sleep 0.1; done",
        "");
    awaitLog("begun");
    awaitRunning();
    long pid = node.pid();
    node.delete();
    soon().until(() -> node.pod().isEmpty());
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void thePreStopHookComesBeforeTheSignal() throws IOException {
    node.run(
        "trap 'echo signal; exit 0' TERM; echo begun; while :; do sleep 0.1; done",
        "lifecycle: {preStop: {exec: {command: [/bin/sh, -c, 'touch hook; cp log seen']}}}");
    awaitLog("begun");
    awaitRunning();
    node.delete();
    soon().until(() -> node.pod().isEmpty());
    assertThat(node.folder().resolve("c/hook")).exists();
    assertThat(node.folder().resolve("c/seen")).content().doesNotContain("signal");
  }

  @Test
  void theOtherContainersAreSignalledWhileTheHookOfOneRuns() {
    node.pod(
        "containers: [{name: c, image: any}, {name: other, image: any, command: [/bin/sh, -c,"
            + " 'trap \"touch ../signalled; exit 0\" TERM; touch ../there;"
            + " while :; do sleep 0.1; done']}]",
        "trap 'touch ../ended; exit 0' TERM; while :; do sleep 0.1; done",
        "lifecycle: {preStop: {exec: {command: [/bin/sh, -c,"
            + " 'until [ -f ../signalled ]; do sleep 0.1; done; [ -f ../ended ] || touch ../hooked']}}}");
    soon().until(() -> Files.exists(node.folder().resolve("there")));
    awaitRunning();
    node.delete();
    soon().until(() -> node.pod().isEmpty());
    assertThat(node.folder().resolve("hooked")).exists();
    assertThat(node.folder().resolve("ended")).exists();
  }

  @Test
  void aGetOfAnotherContainersPortHoldsTheSignalUntilItIsAnswered() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    HttpServer gate = HttpServer.create(new InetSocketAddress(TestNode.BLOCK + ".10", 18_427), 0);
    gate.createContext(
        "/prestop",
        exchange -> {
          asked.countDown();
          try (exchange) {
            answer.await();
            exchange.sendResponseHeaders(200, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    gate.start();
    try {
      node.run(
          "trap 'echo signal; exit 0' TERM; echo begun; while :; do sleep 0.1; done",
          "lifecycle: {preStop: {httpGet: {path: prestop, port: 18427}}}");
      awaitLog("begun");
      awaitRunning();
      node.delete();
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(node.log()).content().doesNotContain("signal");
      assertThat(node.at("/metadata/deletionGracePeriodSeconds")).isEqualTo("5");
      answer.countDown();
      soon().until(() -> node.pod().isEmpty());
      assertThat(node.log()).content().contains("signal");
    } finally {
      answer.countDown();
      gate.stop(0);
    }
  }

  @Test
  void aHookThatTakesAllOfTheGracePeriodLeavesTimeForTheSignalAndNoMore() throws IOException {
    node.pod(
        "terminationGracePeriodSeconds: 1",
        "trap 'echo signal' TERM; echo begun; while :; do sleep 0.1; done",
        "lifecycle: {preStop: {sleep: {seconds: 600}}}");
    awaitLog("begun");
    awaitRunning();
    node.delete();
    soon().until(() -> node.pod().isEmpty());
    assertThat(node.log()).content().contains("signal");
  }

  @Test
  void aContainerIsReadyWhenItsProbeSaysSo() {
    node.run(
        "echo begun; sleep 600",
        "readinessProbe: {exec: {command: [test, -f, ready]}, periodSeconds: 1}");
    awaitLog("begun");
    awaitRunning();
    assertThat(node.container("/ready")).isEqualTo("false");
    soon().until(() -> node.folder().resolve("c/ready").toFile().createNewFile());
    soon().until(() -> node.container("/ready").equals("true"));
  }

  @Test
  void aContainerThatFailsItsLivenessProbeIsStartedAgain() {
    node.run(
        "sleep 600",
        "livenessProbe: {exec: {command: [/bin/false]}, periodSeconds: 1, failureThreshold: 1}");
    soon().until(() -> node.container("/restartCount").equals("1"));
    assertThat(node.events("Unhealthy")).anyMatch(m -> m.startsWith("Liveness probe failed"));
  }

  @Test
  void initContainersRunFirst() {
    node.pod(
        "initContainers: [{name: i, image: any, command: [/bin/sh, -c, 'touch ../done']}]",
        "ls ..; sleep 600",
        "");
    awaitLog("done");
    assertThat(node.at("/status/initContainerStatuses/0/state/terminated/reason"))
        .isEqualTo("Completed");
  }

  @Test
  void aNativeSidecarStartsBeforeTheContainersAndEndsAfterThem() {
    node.pod(
        "initContainers: [{name: s, image: any, restartPolicy: Always, command: [/bin/sh, -c,"
            + " 'trap \"cat ../order > ../seen; exit 0\" TERM; touch ../up; while :; do sleep 0.1;"
            + " done'], startupProbe: {exec: {command: [test, -f, ../up]}, periodSeconds: 1}}]",
        "trap 'echo c >> ../order; exit 0' TERM; ls ..; while :; do sleep 0.1; done",
        "");
    awaitLog("up");
    soon().until(() -> node.at("/status/phase").equals("Running"));
    assertThat(node.at("/status/initContainerStatuses/0/started")).isEqualTo("true");
    node.delete();
    soon().until(() -> node.pod().isEmpty());

    assertThat(node.folder().resolve("seen")).content().isEqualTo("c\n");
  }

  @Test
  void aNativeSidecarThatEndsIsStartedAgain() {
    node.pod(
        "initContainers: [{name: s, image: any, restartPolicy: Always, command: [/bin/sh, -c, 'exit"
            + " 0']}]",
        "sleep 600",
        "");
    soon().until(() -> node.at("/status/initContainerStatuses/0/restartCount").equals("1"));
    awaitRunning();
  }

  @Test
  void aPodThatIsDeletedBeforeItsNativeSidecarIsStartedEnds() {
    node.pod(
        "initContainers: [{name: s, image: any, restartPolicy: Always, command: [/bin/sh, -c, 'touch"
            + " ../up; exec sleep 600'], startupProbe: {exec: {command: [/bin/false]}, periodSeconds:"
            + " 60}}]",
        "touch ../container",
        "");
    soon().until(() -> Files.exists(node.folder().resolve("up")));
    node.delete();
    soon().until(() -> node.pod().isEmpty());

    assertThat(node.folder().resolve("container")).doesNotExist();
  }

  @Test
  void aPodIsReadyWhenItsNativeSidecarsAreToo() {
    node.pod(
        "initContainers: [{name: s, image: any, restartPolicy: Always, command: [/bin/sh, -c, 'sleep"
            + " 600'], readinessProbe: {exec: {command: [/bin/sh, -c, 'test -e ../go']},"
            + " periodSeconds: 1}}]",
        "sleep 600",
        "");
    awaitRunning();
    soon().until(() -> node.container("/ready").equals("true"));
    assertThat(node.pod().map(Pods::ready)).contains(false);
  }

  @Test
  void aPodThatIsNotToBeStartedAgainSucceeds() {
    node.pod("restartPolicy: Never", "echo done", "");
    soon().until(() -> node.at("/status/phase").equals("Succeeded"));
  }

  @Test
  void aPodWithAnUnboundClaimIsNotScheduled() {
    node.pod("volumes: [{name: v, persistentVolumeClaim: {claimName: none}}]", "true", "");
    soon().until(() -> !node.at("/status/conditions/0/message").isEmpty());
    assertThat(node.at("/status/conditions/0/message"))
        .isEqualTo("persistentvolumeclaim \"none\" not found");
  }

  @Test
  void nothingRunsWhenTheNodeIsClosedAndThePodStays() {
    node.run("sleep 600", "");
    awaitRunning();
    long pid = node.pid();
    node.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(node.pod()).isPresent();
    assertThat(node.at("/metadata/deletionTimestamp")).isEmpty();
  }
}
