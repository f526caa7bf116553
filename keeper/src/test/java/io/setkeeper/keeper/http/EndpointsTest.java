package io.setkeeper.keeper.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private Endpoints endpoints;

  @BeforeEach
  void listen() throws IOException {
    endpoints =
        new Endpoints(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of(
                "/healthz",
                () -> Reply.unavailable("stuck"),
                "/broken",
                () -> {
                  throw new IllegalStateException("a bug");
                }));
  }

  @AfterEach
  void end() {
    endpoints.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + endpoints.address().getPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void anAnswerIsALineWithItsStatus() throws Exception {
    HttpResponse<String> response = get("/healthz?verbose");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("stuck\n");
  }

  @Test
  void whatIsNotThereSaysWhatIs() throws Exception {
    HttpResponse<String> response = get("/health");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("/healthz");
  }

  @Test
  void ourOwnFaultIsNoAnswerOfTheSet() throws Exception {
    assertThat(get("/broken").statusCode()).isEqualTo(500);
  }

  @Test
  void anAddressThatIsTakenIsRefused() {
    assertThatThrownBy(() -> new Endpoints(endpoints.address(), Map.of()))
        .isInstanceOf(BindException.class);
  }
}
