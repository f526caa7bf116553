package io.setkeeper.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The way from a door to its member. */
@FunctionalInterface
public interface Upstream {
  /**
   * Opens a connection to the member; called once for each client, on a thread that may block.
   *
   * @throws IOException when the member cannot be reached; the client's connection is closed then
   */
  ByteConnection open() throws IOException;

  /**
   * A TCP connection. The host is resolved anew for each one; an attempt ends after 10 seconds.
   *
   * @param port 1 to 65535
   */
  static Upstream tcp(String host, int port) {
    return tcp(host, port, socket -> socket);
  }

  /**
   * The same, over which something else is spoken, TLS for one.
   *
   * @param over given the connection that was made; closes it where it fails
   */
  static Upstream tcp(String host, int port, Layer over) {
    Ports.check(port);
    return () -> {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(host, port), SocketConnection.CONNECT_TIMEOUT_MILLIS);
        return SocketConnection.of(over.over(socket));
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    };
  }

  /** What is put between a connection and who uses it. */
  @FunctionalInterface
  interface Layer {
    /**
     * Puts it there.
     *
     * @throws IOException when the other side does not speak it
     */
    Socket over(Socket plain) throws IOException;
  }
}
