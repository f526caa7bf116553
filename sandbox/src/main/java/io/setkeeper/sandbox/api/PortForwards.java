package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Port-forward to pods, over WebSocket as Kubernetes serves it (subprotocol {@code
 * v4.channel.k8s.io}, one port for each connection). SPDY, kubectl's way, is not served.
 */
final class PortForwards {
  static final String PROTOCOL = "v4.channel.k8s.io";
  private static final long LARGEST_MESSAGE = 1024 * 1024;
  private static final int LAST_PORT = 65_535;
  private final ObjectStore store;
  private final ServerWebSocketContainer sockets;

  PortForwards(ObjectStore store, ServerWebSocketContainer sockets) {
    this.store = store;
    this.sockets = sockets;
  }

  /** What upgrades requests of a server that has not started yet. */
  static ServerWebSocketContainer sockets(Server server) {
    ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server);
    sockets.setMaxBinaryMessageSize(LARGEST_MESSAGE);
    sockets.setIdleTimeout(Duration.ZERO);
    return sockets;
  }

  void serve(Exchange exchange, Target target) {
    ObjectNode pod = store.get(target.type(), target.namespace(), target.name());
    int port = port(exchange.query("ports"));
    if (!exchange.header("Sec-WebSocket-Protocol").contains(PROTOCOL)) {
      throw StatusException.of(
          Reason.BAD_REQUEST,
          "the sandbox forwards ports over WebSocket only, subprotocol " + PROTOCOL);
    }
    String address = Json.text(pod, "status", "podIP");
    if (!Json.text(pod, "status", "phase").equals("Running") || address.isEmpty()) {
      throw StatusException.of(
          Reason.BAD_REQUEST, "unable to forward port because pod is not running");
    }
    exchange.upgrade(
        sockets,
        (_, response, _) -> {
          response.setAcceptedSubProtocol(PROTOCOL);
          return new PodSocket(new InetSocketAddress(address, port), port);
        });
  }

  private static int port(String text) {
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > LAST_PORT) {
      throw StatusException.of(
          Reason.BAD_REQUEST, "the sandbox forwards one port each time, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }
}
