package io.setkeeper.cli.cluster;

import io.fabric8.kubernetes.client.PortForward;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A port of 127.0.0.1 that leads to a pod's, by a WebSocket to the API server for each connection.
 *
 * <p>fabric8 has such a listener too; its connections to the pod outlive those to the port, for as
 * long as the pod lives, and it remembers every one.
 */
final class Forward implements AutoCloseable {
  private final PodResource pod;
  private final int podPort;
  private final ServerSocketChannel listener;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private volatile Optional<Throwable> lastFailure = Optional.empty();

  private Forward(PodResource pod, int podPort, ServerSocketChannel listener) {
    this.pod = pod;
    this.podPort = podPort;
    this.listener = listener;
  }

  /** Listens on a free port; the pod is spoken to when somebody connects. */
  static Forward open(PodResource pod, int podPort) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Forward forward = new Forward(pod, podPort, listener);
    Thread.ofVirtual().name("forward-" + listener.socket().getLocalPort()).start(forward::accept);
    return forward;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.socket().getLocalSocketAddress();
  }

  /** What the last connection that failed met. */
  Optional<Throwable> failure() {
    forgetTheDead();
    return lastFailure;
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel client = listener.accept();
        forgetTheDead();
        Line line = new Line(client);
        lines.add(line);
        line.handle = Optional.of(pod.portForward(podPort, line, answers(client)));
        if (!listener.isOpen()) {
          line.end();
        }
      } catch (IOException | RuntimeException e) {
        if (listener.isOpen()) {
          lastFailure = Optional.of(e);
        }
      }
    }
  }

  /** What the pod sends: a pod that answers is well, whatever was before. */
  private WritableByteChannel answers(SocketChannel client) {
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer buffer) throws IOException {
        lastFailure = Optional.empty();
        return client.write(buffer);
      }

      @Override
      public boolean isOpen() {
        return client.isOpen();
      }

      @Override
      public void close() throws IOException {
        client.close();
      }
    };
  }

  private void forgetTheDead() {
    lines.removeIf(
        line -> {
          line.failure().ifPresent(failure -> lastFailure = Optional.of(failure));
          return !line.isAlive();
        });
  }

  @Override
  public void close() throws IOException {
    listener.close();
    lines.forEach(Line::end);
  }

  /** A connection: what the client sends, until it has no more to say. */
  private static final class Line implements ReadableByteChannel {
    private final SocketChannel client;
    private volatile Optional<PortForward> handle = Optional.empty();

    Line(SocketChannel client) {
      this.client = client;
    }

    /** A WebSocket can't be half closed: where the client ends, both ways do. */
    @Override
    public int read(ByteBuffer buffer) throws IOException {
      int got = client.read(buffer);
      if (got < 0) {
        end();
      }
      return got;
    }

    boolean isAlive() {
      return handle.map(PortForward::isAlive).orElse(true);
    }

    Optional<Throwable> failure() {
      return handle.stream()
          .flatMap(
              forward ->
                  Stream.of(forward.getServerThrowables(), forward.getClientThrowables())
                      .flatMap(java.util.Collection::stream))
          .findFirst();
    }

    void end() {
      try {
        if (handle.isPresent()) {
          handle.get().close();
        }
        client.close();
      } catch (IOException alreadyGone) {
        // It was to end anyway.
      }
    }

    @Override
    public boolean isOpen() {
      return client.isOpen();
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }
}
