package io.setkeeper.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import io.setkeeper.keeper.look.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The API server's port-forward as a way to pods' mongods: a local port per pod, open as long as
 * this is.
 */
public final class Forwards implements Way, AutoCloseable {
  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, LocalPortForward> open = new ConcurrentHashMap<>();

  /**
   * Opens nothing yet.
   *
   * @param kube that is not closed before this
   */
  public Forwards(Kube kube, String namespace) {
    this.client = kube.client();
    this.namespace = namespace;
  }

  @Override
  public Optional<HostPort> to(Pod pod) {
    if (!pod.running()) {
      return Optional.empty();
    }
    LocalPortForward forward =
        open.computeIfAbsent(
            pod.name(),
            name ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withName(name)
                    .portForward(pod.host().port(), InetAddress.getLoopbackAddress(), 0));
    return Optional.of(
        new HostPort(forward.getLocalAddress().getHostAddress(), forward.getLocalPort()));
  }

  @Override
  public String failure(Pod pod, String why) {
    String cause =
        Optional.ofNullable(open.get(pod.name()))
            .flatMap(
                forward ->
                    Stream.of(forward.getServerThrowables(), forward.getClientThrowables())
                        .flatMap(java.util.Collection::stream)
                        .findFirst())
            .map(this::words)
            .orElse(why);
    return "through the API server's port-forward: " + cause;
  }

  private String words(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof WebSocketHandshakeException handshake) {
        return switch (handshake.getResponse().code()) {
          case 403 ->
              "this account may not create pods/portforward in namespace %s".formatted(namespace);
          case 404 -> "the API server does not serve it";
          default -> "the API server answers " + handshake.getResponse().code();
        };
      }
    }
    return Objects.requireNonNullElse(thrown.getMessage(), thrown.toString());
  }

  @Override
  public void close() {
    for (LocalPortForward forward : open.values()) {
      try {
        forward.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
