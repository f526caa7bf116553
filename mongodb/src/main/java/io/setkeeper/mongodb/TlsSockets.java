package io.setkeeper.mongodb;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connections to mongods that speak TLS, for who passes bytes on. */
public final class TlsSockets {
  private final TlsContext tls;

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException when a file is not what it should be, naming it
   */
  public TlsSockets(TlsSettings settings) {
    this.tls = TlsContext.of(settings);
  }

  /**
   * Speaks TLS over a connection, which is closed with it, or where that fails.
   *
   * @param name the host name that the certificate must bear
   * @throws IOException when it does not speak TLS, or its certificate is not accepted
   */
  public Socket over(Socket plain, String name) throws IOException {
    try {
      SSLSocket socket =
          (SSLSocket)
              tls.renewed()
                  .context()
                  .getSocketFactory()
                  .createSocket(plain, name, plain.getPort(), true);
      if (!tls.settings().allowInvalidHostnames()) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
