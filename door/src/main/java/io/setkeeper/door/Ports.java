package io.setkeeper.door;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;

/** TCP ports on 127.0.0.1. */
final class Ports {
  /** The address every door listens on: never reachable from another machine. */
  static final String ADDRESS = "127.0.0.1";

  private static final int LAST = 65535;
  private static final int BACKLOG = 128;

  private Ports() {}

  static boolean valid(int port) {
    return port >= 1 && port <= LAST;
  }

  static int check(int port) {
    if (!valid(port)) {
      throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
    }
    return port;
  }

  /**
   * Listens on the first free port from {@code first} on.
   *
   * @param taken ports to leave alone even if they are free
   * @throws BindException when there is none up to 65535
   */
  static ServerSocket listen(int first, Set<Integer> taken) throws IOException {
    for (int port = first; port <= LAST; port++) {
      if (!taken.contains(port)) {
        ServerSocket socket = new ServerSocket();
        try {
          socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port), BACKLOG);
          return socket;
        } catch (BindException inUse) {
          socket.close();
        } catch (IOException | RuntimeException e) {
          socket.close();
          throw e;
        }
      }
    }
    throw new BindException(
        "No port from "
            + first
            + " to "
            + LAST
            + " is free on "
            + ADDRESS
            + ": end a program that listens there");
  }
}
