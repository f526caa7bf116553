package io.setkeeper.cli.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server that answers what it is told to, and 404 to all else. */
public final class FakeApi implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private record Answer(int code, String body) {}

  /** Starts it on a free port. */
  public FakeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Lets a request be answered, such as {@code GET /api/v1/namespaces/shop/pods}. */
  public FakeApi with(String request, String json) {
    answers.put(request, new Answer(200, json));
    return this;
  }

  /** Lets a request be refused as RBAC does. */
  public FakeApi forbidding(String request, String message) {
    answers.put(request, new Answer(403, status(403, "Forbidden", message)));
    return this;
  }

  /** What was asked, in order: method, path, body. */
  public List<String> requests() {
    return requests;
  }

  /** A kubeconfig with the one context {@code prod}, whose namespace is {@code shop}. */
  public Path kubeconfig(Path folder) throws IOException {
    return kubeconfig(folder, server.getAddress().getPort());
  }

  /** The same, for whatever listens on that port of 127.0.0.1. */
  public static Path kubeconfig(Path folder, int port) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: prod
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: ann, user: {token: t}}]
        contexts: [{name: prod, context: {cluster: c, user: ann, namespace: shop}}]
        """
            .formatted(port));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).strip();
    requests.add((request + " " + body).strip());
    Answer answer =
        Optional.ofNullable(answers.get(request))
            .orElseGet(() -> new Answer(404, status(404, "NotFound", "not found")));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.code(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String status(int code, String reason, String message) {
    return """
    {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":"%s","message":"%s"}
    """
        .formatted(code, reason, message);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
