package io.setkeeper.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import io.setkeeper.keeper.look.Way;
import io.setkeeper.mongodb.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API server's port-forward as a way to pods' mongods: a local port per pod, open as long as
 * this is. A pod that comes again under its name is behind the same port.
 */
public final class Forwards implements Way, AutoCloseable {
  /** What to do where port-forward is not allowed. */
  public static final String REMEDY =
      "Ask for a Role with the rule"
          + " {apiGroups: [\"\"], resources: [pods/portforward], verbs: [get, create]}";

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Forward> open = new ConcurrentHashMap<>();

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
    return pod.running() ? Optional.of(to(pod.name(), pod.host().port())) : Optional.empty();
  }

  /** Where a pod's port is reached from here, whether the pod is there or not. */
  public HostPort to(String pod, int port) {
    Forward forward =
        open.computeIfAbsent(
            pod,
            name -> {
              try {
                return Forward.open(client.pods().inNamespace(namespace).withName(name), port);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return new HostPort(
        forward.address().getAddress().getHostAddress(), forward.address().getPort());
  }

  /** The API server, the node and its helpers have to open each connection first. */
  @Override
  public Patience patience() {
    return Patience.FAR;
  }

  @Override
  public String failure(Pod pod, String why) {
    return failure(pod.name(), why);
  }

  /** What is said where no answer came from this pod. */
  public String failure(String pod, String why) {
    String cause =
        Optional.ofNullable(open.get(pod)).flatMap(Forward::failure).map(this::words).orElse(why);
    return "through the API server's port-forward: " + cause;
  }

  /** That port-forward is not allowed, where the API server said so. */
  public Optional<String> denial() {
    return open.values().stream()
        .flatMap(forward -> forward.failure().stream())
        .filter(failure -> code(failure) == HttpURLConnection.HTTP_FORBIDDEN)
        .map(this::words)
        .findFirst();
  }

  private String words(Throwable thrown) {
    return switch (code(thrown)) {
      case 0 ->
          plain(Objects.requireNonNullElse(root(thrown).getMessage(), root(thrown).toString()));
      case HttpURLConnection.HTTP_FORBIDDEN ->
          "this account may not create pods/portforward in namespace %s".formatted(namespace);
      case HttpURLConnection.HTTP_NOT_FOUND ->
          "the API server has no such pod, or does not forward";
      default -> "the API server answers " + code(thrown);
    };
  }

  /** The node's words name namespaces and containers, where nobody listens. */
  private static String plain(String words) {
    return words.contains("error forwarding port") && words.contains("refused")
        ? "nobody listens on the pod's port (connection refused)"
        : words;
  }

  /** The HTTP status with which a connection was refused; 0 where none was. */
  private static int code(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof WebSocketHandshakeException handshake) {
        return handshake.getResponse().code();
      }
    }
    return 0;
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  @Override
  public void close() {
    for (Forward forward : open.values()) {
      try {
        forward.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
