package io.setkeeper.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForwardsTest {
  private static Pod pod(boolean running) {
    return new Pod(
        "db-0",
        0,
        "uid",
        new HostPort("db-0.db.shop.svc.cluster.local", 27017),
        Optional.of("10.0.0.7"),
        running,
        Optional.empty(),
        Optional.empty());
  }

  private static Kube kube(ForwardingServer server) {
    return Kube.open(new ConfigBuilder(Config.empty()).withMasterUrl(server.url()).build());
  }

  private static void send(HostPort address, String text) throws IOException {
    try (Socket socket = new Socket(address.host(), address.port())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(text.length()))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo(text);
    }
  }

  @Test
  void whatIsSentToTheLocalPortReachesThePodsPortAndBack() throws IOException {
    try (ForwardingServer server = new ForwardingServer(Optional.empty());
        Kube kube = kube(server);
        Forwards forwards = new Forwards(kube, "shop")) {
      HostPort address = forwards.to(pod(true)).orElseThrow();
      send(address, "hello");
      send(address, "again");

      assertThat(forwards.to(pod(true))).contains(address);
      assertThat(server.requests())
          .allMatch(r -> r.contains("/namespaces/shop/pods/db-0/portforward?ports=27017"));
    }
  }

  @Test
  void theLocalPortIsClosedAtTheEnd() throws IOException {
    try (ForwardingServer server = new ForwardingServer(Optional.empty());
        Kube kube = kube(server)) {
      Forwards forwards = new Forwards(kube, "shop");
      HostPort address = forwards.to(pod(true)).orElseThrow();
      forwards.close();

      // The socket itself goes when its selector has looked once more.
      await().until(() -> !accepts(address));
    }
  }

  private static boolean accepts(HostPort address) {
    try (Socket socket = new Socket(address.host(), address.port())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void aMissingRightIsNamed() throws IOException {
    try (ForwardingServer server = new ForwardingServer(Optional.of("403 Forbidden"));
        Kube kube = kube(server);
        Forwards forwards = new Forwards(kube, "shop")) {
      HostPort address = forwards.to(pod(true)).orElseThrow();
      assertThat(accepts(address)).isTrue();

      await()
          .untilAsserted(
              () ->
                  assertThat(forwards.failure(pod(true), "no answer"))
                      .contains("may not create pods/portforward in namespace shop"));
    }
  }

  @Test
  void noPortIsOpenedToAPodThatDoesNotRun() throws IOException {
    try (ForwardingServer server = new ForwardingServer(Optional.empty());
        Kube kube = kube(server);
        Forwards forwards = new Forwards(kube, "shop")) {
      assertThat(forwards.to(pod(false))).isEmpty();
    }
  }
}
