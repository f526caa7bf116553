package io.setkeeper.cli.cluster;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An API server that serves port-forward and nothing else, as Kubernetes does over WebSocket: each
 * message begins with its channel (0 data, 1 errors), each channel with the port. Whatever is sent
 * to the pod's port comes back.
 */
final class ForwardingServer implements AutoCloseable {
  private static final String WEB_SOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server;
  private final Optional<String> refusal;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * Starts it.
   *
   * @param refusal the status line with which every request is refused; empty to serve them
   */
  ForwardingServer(Optional<String> refusal) throws IOException {
    this.refusal = refusal;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The request lines. */
  List<String> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String key = readRequest(socket);
      OutputStream out = socket.getOutputStream();
      if (refusal.isPresent()) {
        out.write(
            ("HTTP/1.1 " + refusal.get() + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return;
      }
      out.write(
          """
          HTTP/1.1 101 Switching Protocols\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Accept: %s\r
          Sec-WebSocket-Protocol: v4.channel.k8s.io\r
          \r
          """
              .formatted(accepted(key))
              .getBytes(StandardCharsets.US_ASCII));
      frame(out, new byte[] {0, 0x69, (byte) 0x89});
      frame(out, new byte[] {1, 0x69, (byte) 0x89});
      echo(new DataInputStream(socket.getInputStream()), out);
    } catch (IOException | NoSuchAlgorithmException over) {
      // the client went
    }
  }

  private String readRequest(Socket socket) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
    requests.add(String.valueOf(lines.readLine()));
    String key = "";
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return key;
  }

  private static String accepted(String key) throws NoSuchAlgorithmException {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-1")
                .digest((key + WEB_SOCKET).getBytes(StandardCharsets.US_ASCII)));
  }

  private static void echo(DataInputStream in, OutputStream out) throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0x0F;
      int length = in.readUnsignedByte() & 0x7F;
      byte[] mask = in.readNBytes(4);
      byte[] message = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
      for (int i = 0; i < message.length; i++) {
        message[i] ^= mask[i % 4];
      }
      if (kind == 8) {
        return;
      }
      if (kind == 2) {
        frame(out, message);
      }
    }
  }

  private static synchronized void frame(OutputStream out, byte[] message) throws IOException {
    byte[] frame = new byte[message.length + 2];
    frame[0] = (byte) 0x82;
    frame[1] = (byte) message.length;
    System.arraycopy(message, 0, frame, 2, message.length);
    out.write(frame);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
