package io.setkeeper.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An API server as far as a keeper's requests go: objects by path, and what RBAC forbids. Its
 * watches tell nothing.
 */
final class FakeApi implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String BOOKMARK =
      """
      {"type": "BOOKMARK", "object": {"apiVersion": "v1", "kind": "Any", "metadata": {"resourceVersion": "1"}}}
      """;

  private final HttpServer server;
  private final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private final Set<String> hidden = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch watches = new CountDownLatch(1);
  private volatile boolean refusesWatches;

  FakeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  KubernetesClient client() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://localhost:" + server.getAddress().getPort())
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(InCluster.untyped())
        .build();
  }

  /** Puts an object there, by path: {@code /api/v1/namespaces/default/pods/mongo-0}. */
  FakeApi has(String path, String json) {
    objects.put(path, (ObjectNode) JSON.readTree(json));
    return this;
  }

  /** {@code list pods} and the like are refused with 403 from now on. */
  FakeApi forbids(String verbAndResource) {
    forbidden.add(verbAndResource);
    return this;
  }

  FakeApi allows(String verbAndResource) {
    forbidden.remove(verbAndResource);
    return this;
  }

  /** Ends every watch, and opens none. */
  void breaksWatches() {
    refusesWatches = true;
    watches.countDown();
  }

  /** Lets them be opened again. */
  void mendsWatches() {
    watches = new CountDownLatch(1);
    refusesWatches = false;
  }

  /** The next one that gets it does not see it yet. */
  void hidesOnce(String path) {
    hidden.add(path);
  }

  JsonNode object(String path) {
    return objects.getOrDefault(path, JSON.createObjectNode());
  }

  /** The objects below a path. */
  List<ObjectNode> below(String path) {
    return objects.entrySet().stream()
        .filter(e -> e.getKey().startsWith(path + "/"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What was asked, as {@code get nodes}. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    watches.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      boolean named = isNamed(path);
      String resource = resource(path, named);
      boolean watched = query.contains("watch=true");
      if (watched && !forbidden.contains("watch " + resource)) {
        watch(exchange);
        return;
      }
      String verb = watched ? "watch" : verb(exchange.getRequestMethod(), named);
      requests.add(verb + " " + resource);
      if (forbidden.contains(verb + " " + resource)) {
        answer(exchange, 403, status(403, "Forbidden", words(verb, resource)));
        return;
      }
      ObjectNode body = body(exchange);
      switch (verb) {
        case "list" -> {
          ObjectNode list = JSON.createObjectNode();
          list.putObject("metadata").put("resourceVersion", "1");
          below(path).forEach(list.putArray("items")::add);
          answer(exchange, 200, list);
        }
        case "create" -> {
          String name = path + "/" + body.path("metadata").path("name").asString();
          if (objects.putIfAbsent(name, body) == null) {
            answer(exchange, 201, body);
          } else {
            answer(exchange, 409, status(409, "AlreadyExists", name + " already exists"));
          }
        }
        case "patch" -> {
          ObjectNode merged = objects.get(path);
          if (merged != null) {
            merged.setAll(body);
          }
          get(exchange, path);
        }
        default -> get(exchange, path);
      }
    }
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    ObjectNode object = objects.get(path);
    if (object == null || hidden.remove(path)) {
      answer(exchange, 404, status(404, "NotFound", path + " not found"));
    } else {
      answer(exchange, 200, object);
    }
  }

  /**
   * A websocket is refused so that plain HTTP is tried, and that stays open. The client takes it
   * for open with the first it hears, so a bookmark is sent.
   */
  private void watch(HttpExchange exchange) throws IOException {
    if (refusesWatches) {
      answer(exchange, 503, status(503, "ServiceUnavailable", "no watches"));
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    if (!"websocket".equals(exchange.getRequestHeaders().getFirst("Upgrade"))) {
      exchange.getResponseBody().write(BOOKMARK.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      try {
        watches.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Below the version, or the namespace's name, come the resource and perhaps a name. */
  private static boolean isNamed(String path) {
    String below = path.replaceFirst("^/(api|apis/[^/]+)/[^/]+/(namespaces/[^/]+/)?", "");
    return below.contains("/");
  }

  private static String resource(String path, boolean named) {
    String[] parts = path.split("/", -1);
    return parts[parts.length - (named ? 2 : 1)];
  }

  private static String verb(String method, boolean named) {
    return switch (method) {
      case "GET" -> named ? "get" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      default -> method;
    };
  }

  private static String words(String verb, String resource) {
    return "%2$s is forbidden: User \"system:serviceaccount:default:mongo\" cannot %1$s resource \"%2$s\""
        .formatted(verb, resource);
  }

  private static ObjectNode status(int code, String reason, String message) {
    return JSON.createObjectNode()
        .put("apiVersion", "v1")
        .put("kind", "Status")
        .put("status", "Failure")
        .put("reason", reason)
        .put("message", message)
        .put("code", code);
  }

  private static ObjectNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    return bytes.length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(bytes);
  }

  private static void answer(HttpExchange exchange, int code, ObjectNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
