package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes every request: lets in who has a token, finds who answers, and puts refusals as Status. */
final class ApiHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final String BEARER = "Bearer ";
  private static final List<String> OPEN = List.of("version", "healthz", "readyz", "livez");

  private final Tokens tokens;
  private final OpenApi openApi;
  private final Discovery discovery;
  private final Resources resources;
  private final String address;

  private ApiHandler(Tokens tokens, Discovery discovery, Resources resources, String address) {
    this.tokens = tokens;
    this.discovery = discovery;
    this.openApi = new OpenApi(resources.types());
    this.resources = resources;
    this.address = address;
  }

  static ApiHandler of(
      ObjectStore store,
      Tokens tokens,
      ApiServerSettings settings,
      ServerWebSocketContainer sockets) {
    return new ApiHandler(
        tokens,
        new Discovery(store.types()),
        new Resources(store, settings, new PortForwards(store, sockets)),
        settings.address().getHostAddress() + ":" + settings.port());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    try {
      answer(exchange);
      exchange.end();
    } catch (IOException e) {
      // The client went away, or sent half a request.
      callback.failed(e);
    } catch (RuntimeException e) {
      LOG.error("{} {}", request.getMethod(), request.getHttpURI(), e);
      callback.failed(e);
    }
    return true;
  }

  private void answer(Exchange exchange) throws IOException {
    try {
      route(exchange);
    } catch (StatusException e) {
      exchange.send(e.reason().code(), Statuses.of(e));
    }
  }

  private void route(Exchange exchange) throws IOException {
    List<String> path = exchange.path();
    String first = path.isEmpty() ? "" : path.getFirst();
    if (!OPEN.contains(first)) {
      authenticate(exchange);
    }
    switch (first) {
      case "healthz", "readyz", "livez" ->
          exchange.send(200, "text/plain", "ok".getBytes(StandardCharsets.US_ASCII));
      case "version" -> exchange.send(Discovery.version());
      case "api", "apis" -> api(exchange, path);
      case "openapi" -> openApi.serve(exchange, path);
      default -> throw unknown();
    }
  }

  private void authenticate(Exchange exchange) {
    String header = exchange.header("Authorization");
    if (!header.startsWith(BEARER)
        || tokens.userOf(header.substring(BEARER.length()).strip()).isEmpty()) {
      throw StatusException.of(Reason.UNAUTHORIZED, "Unauthorized");
    }
  }

  private void api(Exchange exchange, List<String> path) throws IOException {
    boolean core = path.getFirst().equals("api");
    Optional<ObjectNode> described =
        switch (path.size()) {
          case 1 -> Optional.of(core ? discovery.core(address) : discovery.groups());
          case 2 -> core ? discovery.resources(path.get(1)) : discovery.group(path.get(1));
          case 3 -> core ? Optional.empty() : discovery.resources(path.get(1) + "/" + path.get(2));
          default -> Optional.empty();
        };
    if (described.isPresent()) {
      exchange.send(described.orElseThrow());
    } else if (Reviews.isOne(path)) {
      exchange.send(201, Reviews.answer(exchange.object().orElseGet(Json::object)));
    } else {
      Target target = Target.parse(path, resources.types()).orElseThrow(ApiHandler::unknown);
      resources.serve(exchange, target);
    }
  }

  private static StatusException unknown() {
    return StatusException.of(Reason.NOT_FOUND, "the server could not find the requested resource");
  }
}
