package io.setkeeper.keeper.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keeper's HTTP server: a handful of paths, any method, each answered on a virtual thread of
 * its own that may block for as long as it likes.
 */
public final class Endpoints implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Endpoints.class);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Answers one path. */
  @FunctionalInterface
  public interface Answer {
    Reply answer() throws InterruptedException;
  }

  /**
   * Listens.
   *
   * @param answers by path
   * @throws IOException when the address can't be had
   */
  public Endpoints(InetSocketAddress address, Map<String, Answer> answers) throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> reply(exchange, answer(exchange, answers)));
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Ends it at once: who waits for an answer gets none. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Reply answer(HttpExchange exchange, Map<String, Answer> answers) {
    String path = exchange.getRequestURI().getPath();
    Answer answer = answers.get(path);
    if (answer == null) {
      return new Reply(
          404,
          "text/plain; charset=utf-8",
          "nothing is at " + path + "; there is " + String.join(" ", answers.keySet()) + "\n");
    }
    try {
      return answer.answer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.unavailable("the keeper ends");
    } catch (RuntimeException e) {
      log.error("A fault in answering {}", path, e);
      return new Reply(500, "text/plain; charset=utf-8", "a fault in the keeper itself\n");
    }
  }

  private static void reply(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
