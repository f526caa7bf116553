package io.setkeeper.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Port-forward as fabric8's client sees it. */
class PortForwardsTest {
  @TempDir Path state;
  private TestServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(state);
    client = server.fabric8();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** A pod at 127.0.0.1, in a phase. */
  private void pod(String phase) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("mongo-0")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("mongo")
            .withImage("mongo")
            .endContainer()
            .endSpec()
            .build();
    client.pods().resource(pod).create();
    client
        .pods()
        .withName("mongo-0")
        .editStatus(
            p ->
                new PodBuilder(p)
                    .withStatus(
                        new PodStatusBuilder().withPhase(phase).withPodIP("127.0.0.1").build())
                    .build());
  }

  private LocalPortForward forward(int port) {
    return client.pods().withName("mongo-0").portForward(port, InetAddress.getLoopbackAddress(), 0);
  }

  private static Socket connect(LocalPortForward forward) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), forward.getLocalPort());
  }

  @Test
  void bytesGoToThePodAndBackAndItsEndIsTheClients() throws IOException {
    pod("Running");
    byte[] much = new byte[300_000];
    java.util.Arrays.fill(much, (byte) 7);
    try (ServerSocket mongod = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LocalPortForward forward = forward(mongod.getLocalPort());
        Socket client = connect(forward);
        Socket inPod = accept(mongod)) {
      Thread.ofVirtual().start(() -> send(client, much));
      assertThat(inPod.getInputStream().readNBytes(much.length)).isEqualTo(much);
      Thread.ofVirtual().start(() -> send(inPod, much));
      assertThat(client.getInputStream().readNBytes(much.length)).isEqualTo(much);

      inPod.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** Not for ever: a forward that fails never comes. */
  private static Socket accept(ServerSocket mongod) throws IOException {
    mongod.setSoTimeout(20_000);
    return mongod.accept();
  }

  private static void send(Socket to, byte[] bytes) {
    try {
      to.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aPortThatNobodyListensOnEndsTheConnectionWithTheReason() throws IOException {
    pod("Running");
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    try (LocalPortForward forward = forward(nobody);
        Socket client = connect(forward)) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          Stream.concat(
                                  forward.getServerThrowables().stream(),
                                  forward.getClientThrowables().stream())
                              .map(Throwable::toString))
                      .anyMatch(words -> words.contains("error forwarding port " + nobody)));
    }
  }

  @Test
  void aPodThatDoesNotRunIsRefused() throws IOException {
    pod("Pending");
    try (LocalPortForward forward = forward(27017);
        Socket client = connect(forward)) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      await()
          .untilAsserted(
              () ->
                  assertThat(forward.getServerThrowables())
                      .hasAtLeastOneElementOfType(WebSocketHandshakeException.class));
    }
  }

  @Test
  void whoSpeaksSpdyIsToldWhatIsServed() throws Exception {
    pod("Running");
    var answer =
        server.ask(
            "POST",
            "/api/v1/namespaces/default/pods/mongo-0/portforward?ports=27017",
            Map.of(),
            "");

    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.body().path("message").asString()).contains("over WebSocket only");
  }
}
