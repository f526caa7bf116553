package io.setkeeper.door;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener of one member, and the connections through it. */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final Duration AFTER_A_FAILED_ACCEPT = Duration.ofMillis(100);

  private final MemberAddress member;
  private final ServerSocket listener;
  private final UnaryOperator<String> outside;
  private final Set<ByteConnection> clients = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean reachable = new AtomicBoolean(true);
  private final Thread acceptor;
  private volatile Upstream upstream;

  /** Takes over the listener; {@link #close} closes it. */
  Door(
      MemberAddress member,
      ServerSocket listener,
      Upstream upstream,
      UnaryOperator<String> outside) {
    this.member = member;
    this.listener = listener;
    this.upstream = upstream;
    this.outside = outside;
    this.acceptor = Thread.ofVirtual().name("door-" + member).unstarted(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void start() {
    acceptor.start();
  }

  /** Where new connections go from now on; those that are open stay where they are. */
  void leadTo(Upstream next) {
    upstream = next;
  }

  /** Ends the listener and every connection through it; its port is free afterwards. */
  void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.debug("Closing the door to {}: {}", member, e.getMessage());
    }
    clients.forEach(Passage::closeQuietly);
    awaitAcceptor();
  }

  /** A socket that a virtual thread waits on is not closed before that thread has let go of it. */
  private void awaitAcceptor() {
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("door-requests-" + member).start(() -> admit(socket));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warn("Door to {}: no connection accepted: {}", member, e.getMessage());
          LockSupport.parkNanos(AFTER_A_FAILED_ACCEPT.toNanos());
        }
      }
    }
  }

  private void admit(Socket socket) {
    try (socket) {
      ByteConnection client = SocketConnection.of(socket);
      clients.add(client);
      try {
        if (!listener.isClosed()) {
          new Passage(member, client, open(), outside).run();
        }
      } finally {
        clients.remove(client);
      }
    } catch (IOException e) {
      // The client sees its connection closed, as by a member that is not there.
      LOG.debug("Door to {}: {}", member, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Clients try a member that is gone again and again: said once, and once when it is back. */
  private ByteConnection open() throws IOException {
    try {
      ByteConnection connection = upstream.open();
      if (!reachable.getAndSet(true)) {
        LOG.info("Door to {}: it can be reached again", member);
      }
      return connection;
    } catch (IOException e) {
      if (reachable.getAndSet(false)) {
        LOG.warn("Door to {}: it cannot be reached: {}", member, e.getMessage());
      }
      throw e;
    }
  }
}
