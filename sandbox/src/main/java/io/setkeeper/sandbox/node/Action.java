package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.store.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What a probe tries, or a lifecycle hook does. */
sealed interface Action {
  /** A program, run as the container is. */
  record Exec(List<String> command) implements Action {}

  /** A GET; an empty host is the pod. */
  record HttpGet(String scheme, String host, int port, String path, Map<String, String> headers)
      implements Action {}

  /** A connection; an empty host is the pod. */
  record TcpSocket(String host, int port) implements Action {}

  /** Only waiting. */
  record Pause(Duration time) implements Action {}

  /** One that the sandbox has not got. */
  record Unknown(String what) implements Action {}

  /** The action in a probe or hook; ports may be names of the container's. */
  static Action of(ObjectNode handler, ObjectNode container) {
    if (handler.has("exec")) {
      return new Exec(Fields.texts(handler, "exec", "command"));
    } else if (handler.has("httpGet")) {
      ObjectNode get = Json.with(handler.deepCopy(), "httpGet");
      Map<String, String> headers =
          Fields.objects(get, "httpHeaders").stream()
              .collect(
                  Collectors.toMap(
                      h -> Json.text(h, "name"), h -> Json.text(h, "value"), (a, b) -> b));
      return new HttpGet(
          Fields.optional(get, "scheme").orElse("HTTP").toLowerCase(Locale.ROOT),
          Json.text(get, "host"),
          port(Json.text(get, "port"), container),
          Json.text(get, "path"),
          headers);
    } else if (handler.has("tcpSocket")) {
      return new TcpSocket(
          Json.text(handler, "tcpSocket", "host"),
          port(Json.text(handler, "tcpSocket", "port"), container));
    } else if (handler.has("sleep")) {
      return new Pause(Duration.ofSeconds(Fields.number(handler, 0, "sleep", "seconds")));
    }
    return new Unknown(String.join(", ", handler.propertyNames()));
  }

  private static int port(String port, ObjectNode container) {
    if (port.matches("[0-9]{1,5}")) {
      return Integer.parseInt(port);
    }
    return Fields.objects(container, "ports").stream()
        .filter(p -> Json.text(p, "name").equals(port))
        .mapToInt(p -> Fields.number(p, 0, "containerPort"))
        .findFirst()
        .orElse(0);
  }

  /** Does it; answers why it failed, if it did. */
  default Optional<String> run(ActionTarget target, Duration timeout) {
    return switch (this) {
      case Exec exec -> Execution.run(exec.command(), target, timeout);
      case HttpGet get -> Http.get(get, target.address(), timeout);
      case TcpSocket socket -> connect(socket, target.address(), timeout);
      case Pause pause -> pause(pause, timeout);
      case Unknown unknown ->
          Optional.of("the sandbox has exec, httpGet and tcpSocket only, not " + unknown.what());
    };
  }

  private static Optional<String> connect(TcpSocket to, String address, Duration timeout) {
    String host = to.host().isEmpty() ? address : to.host();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, to.port()), (int) timeout.toMillis());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("dial tcp %s:%d: %s".formatted(host, to.port(), e.getMessage()));
    }
  }

  private static Optional<String> pause(Pause pause, Duration most) {
    try {
      Thread.sleep(pause.time().compareTo(most) < 0 ? pause.time() : most);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
