package io.setkeeper.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connected socket's two streams. */
record SocketConnection(Socket socket, InputStream in, OutputStream out) implements ByteConnection {
  static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  static SocketConnection of(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new SocketConnection(socket, socket.getInputStream(), socket.getOutputStream());
  }

  @Override
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
