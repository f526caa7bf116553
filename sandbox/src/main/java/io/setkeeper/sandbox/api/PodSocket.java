package io.setkeeper.sandbox.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * One forwarded connection. Each message begins with its channel, 0 for data and 1 for an error;
 * the first on each channel says the port.
 *
 * <p>Public for Jetty, which finds its methods by reflection.
 */
public final class PodSocket implements Session.Listener.AutoDemanding {
  private static final byte DATA = 0;
  private static final byte ERROR = 1;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int BUFFER = 16 * 1024;

  private final InetSocketAddress address;
  private final int port;
  private final Socket pod = new Socket();

  PodSocket(InetSocketAddress address, int port) {
    this.address = address;
    this.port = port;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    try {
      announce(session, DATA);
      announce(session, ERROR);
      pod.setTcpNoDelay(true);
      pod.connect(address, CONNECT_MILLIS);
      Thread.ofVirtual().name("port-forward-" + address).start(() -> answer(session));
    } catch (IOException e) {
      fail(session, "error forwarding port %d: %s: %s".formatted(port, address, e.getMessage()));
    }
  }

  @Override
  public void onWebSocketBinary(ByteBuffer message, Callback callback) {
    try {
      if (message.hasRemaining() && message.get() == DATA) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        pod.getOutputStream().write(bytes);
      }
      callback.succeed();
    } catch (IOException e) {
      callback.fail(e);
    }
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    close();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    close();
  }

  private void answer(Session session) {
    try (InputStream in = pod.getInputStream()) {
      byte[] buffer = new byte[BUFFER];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        send(session, DATA, buffer, got);
      }
      session.close();
    } catch (IOException | CompletionException ended) {
      session.disconnect();
    } finally {
      close();
    }
  }

  private void announce(Session session, byte channel) {
    byte[] number =
        ByteBuffer.allocate(Short.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) port)
            .array();
    send(session, channel, number, number.length);
  }

  private void fail(Session session, String why) {
    byte[] words = why.getBytes(StandardCharsets.UTF_8);
    send(session, ERROR, words, words.length);
    session.close();
    close();
  }

  private static void send(Session session, byte channel, byte[] bytes, int length) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    session.sendBinary(
        ByteBuffer.allocate(length + 1).put(channel).put(bytes, 0, length).flip(),
        Callback.from(() -> sent.complete(null), sent::completeExceptionally));
    sent.join();
  }

  private void close() {
    try {
      pod.close();
    } catch (IOException alreadyGone) {
      // It was to end anyway.
    }
  }
}
