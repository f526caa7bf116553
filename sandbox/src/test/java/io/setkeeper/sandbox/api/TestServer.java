package io.setkeeper.sandbox.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.setkeeper.sandbox.kinds.Cluster;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;

/** An API server over a folder, and two clients: fabric8's and plain HTTP. */
final class TestServer implements AutoCloseable {
  private final Cluster cluster;
  private final ApiServer server;
  private final HttpClient http;

  TestServer(Path state) throws IOException, GeneralSecurityException {
    cluster = Cluster.open(state, "127.0.0", Clock.systemUTC());
    server =
        ApiServer.start(
            new ApiServerSettings(state, InetAddress.getLoopbackAddress(), 0), cluster.store());
    http = HttpClient.newBuilder().sslContext(trust(server.caCertificate())).build();
  }

  ApiServer server() {
    return server;
  }

  ObjectStore store() {
    return cluster.store();
  }

  KubernetesClient fabric8() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.uri().toString())
            .withCaCertData(server.caCertificate())
            .withOauthToken(server.tokenFor("default", "default"))
            .withNamespace("default")
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** An answer: HTTP code and body. */
  record Answer(int code, JsonNode body) {}

  /** Asks as an authenticated client. */
  Answer ask(String method, String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .setHeader("Authorization", "Bearer " + server.tokenFor("default", "default"))
            .setHeader("Content-Type", "application/json");
    headers.forEach(request::setHeader);
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), parse(response));
  }

  private static JsonNode parse(HttpResponse<byte[]> response) {
    boolean json =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    return json
        ? Json.MAPPER.readTree(response.body())
        : Json.object().put("text", new String(response.body(), StandardCharsets.UTF_8));
  }

  private static SSLContext trust(String authority) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    byte[] pem = authority.getBytes(StandardCharsets.US_ASCII);
    trusted.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() {
    http.shutdownNow();
    server.close();
    cluster.close();
  }
}
