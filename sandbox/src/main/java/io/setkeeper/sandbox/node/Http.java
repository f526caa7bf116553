package io.setkeeper.sandbox.node;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * GET requests of probes: 200 to 399 is good, certificates are not checked, as the kubelet does.
 */
final class Http {
  private Http() {}

  static Optional<String> get(Action.HttpGet get, String address, Duration timeout) {
    String host = get.host().isEmpty() ? address : get.host();
    String path = get.path().startsWith("/") ? get.path() : "/" + get.path();
    String url = "%s://%s:%d%s".formatted(get.scheme(), host, get.port(), path);
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      if (connection instanceof HttpsURLConnection https) {
        https.setSSLSocketFactory(trusting().getSocketFactory());
        https.setHostnameVerifier((name, session) -> true);
      }
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      connection.setInstanceFollowRedirects(false);
      get.headers().forEach(connection::setRequestProperty);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status >= 200 && status < 400
          ? Optional.empty()
          : Optional.of("HTTP probe failed with statuscode: " + status);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.of("Get \"%s\": %s".formatted(url, e.getMessage()));
    }
  }

  private static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        null,
        new TrustManager[] {
          new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
              return new X509Certificate[0];
            }
          }
        },
        null);
    return context;
  }
}
