package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What passes bytes on, to a mongod that answers each byte with itself. */
class TlsSocketsTest {
  private static final String HOST = "mongo-0.mongo.default.svc.cluster.local";
  private static final Certificates OURS = new Certificates("our-ca");

  @TempDir Path folder;
  private ServerSocket mongod = closed();

  private static ServerSocket closed() {
    try {
      return new ServerSocket();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    mongod =
        OURS.server(OURS.issue("mongo-0", HOST), false)
            .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::echo);
  }

  private void echo() {
    try (Socket client = mongod.accept()) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException over) {
      // the client went
    }
  }

  @AfterEach
  void stop() throws IOException {
    mongod.close();
  }

  private TlsSockets sockets() {
    return new TlsSockets(
        new TlsSettings(
            Optional.of(OURS.ca(folder)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false));
  }

  @Test
  void tlsIsSpokenWithAMongodWhoseCertificateBearsItsMembersName() throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), mongod.getLocalPort());
    try (Socket socket = sockets().over(plain, HOST)) {
      socket.getOutputStream().write(7);
      assertThat(socket.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void aCertificateThatBearsAnotherNameEndsTheConnection() throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), mongod.getLocalPort());

    assertThatThrownBy(() -> sockets().over(plain, "mongo-1.mongo.default.svc.cluster.local"))
        .isInstanceOf(SSLException.class);
    assertThat(plain.isClosed()).isTrue();
  }
}
