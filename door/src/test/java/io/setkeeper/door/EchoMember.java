package io.setkeeper.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends back what it gets, after a greeting of its own, until its input ends; then it ends. */
final class EchoMember implements AutoCloseable {
  private final byte[] greeting;
  private final ServerSocket listener;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  EchoMember(byte[] greeting) {
    this.greeting = greeting;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  Upstream upstream() {
    return Upstream.tcp("127.0.0.1", listener.getLocalPort());
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> echo(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void echo(Socket client) {
    try (client) {
      client.getOutputStream().write(greeting);
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException gone) {
      // The client is.
    }
  }
}
