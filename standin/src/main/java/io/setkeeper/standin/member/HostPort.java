package io.setkeeper.standin.member;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A "name:port" as configs write them. */
public record HostPort(String host, int port) {
  /** How far the Raft listener's port is from MongoDB's. */
  public static final int RAFT_OFFSET = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(HostPort.class);
  private static final int DEFAULT_PORT = 27017;

  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new HostPort(text, DEFAULT_PORT)
        : new HostPort(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** Where the Raft listener of the member with this "name:port" is. */
  static String raftAddress(String text) {
    var address = parse(text);
    return address.host() + ":" + (address.port() + RAFT_OFFSET);
  }

  /**
   * Whether this leads to a process that listens on these addresses and this port.
   *
   * @param addresses what was bound; the wildcard address is every one of this machine
   */
  boolean leadsTo(List<InetAddress> addresses, int boundPort) {
    if (port != boundPort) {
      return false;
    }
    try {
      for (var address : InetAddress.getAllByName(host)) {
        if (addresses.contains(address)
            || (addresses.stream().anyMatch(InetAddress::isAnyLocalAddress) && isHere(address))) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      LOG.warn("{} does not resolve: {}", this, e.getMessage());
      return false;
    }
  }

  private static boolean isHere(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException _) {
      return false;
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
