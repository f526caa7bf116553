package io.setkeeper.door;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A member's host and port as the replica-set config names it. Host names are compared without
 * regard to case, as drivers do. The order is that of ordinals where hosts differ in nothing else:
 * mongo-2 comes before mongo-10.
 *
 * @param host the host name or address, in lower case; an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record MemberAddress(String host, int port) implements Comparable<MemberAddress> {
  private static final Comparator<MemberAddress> ORDER =
      Comparator.<MemberAddress>comparingInt(address -> address.host().length())
          .thenComparing(MemberAddress::host)
          .thenComparingInt(MemberAddress::port);

  /**
   * Lower-cases the host.
   *
   * @throws IllegalArgumentException for an empty host, or a port out of bounds
   */
  public MemberAddress {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("A member's address needs a host");
    }
    Ports.check(port);
    host = host.toLowerCase(Locale.ROOT);
  }

  /** Reads {@code host:port}; empty for anything else. */
  public static Optional<MemberAddress> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    try {
      int port = Integer.parseInt(text, colon + 1, text.length(), 10);
      return Ports.valid(port)
          ? Optional.of(new MemberAddress(text.substring(0, colon), port))
          : Optional.empty();
    } catch (NumberFormatException notAPort) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(MemberAddress other) {
    return ORDER.compare(this, other);
  }

  /** {@code host:port}, what {@link #parse} reads. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
