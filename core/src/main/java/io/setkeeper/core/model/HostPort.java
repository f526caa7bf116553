package io.setkeeper.core.model;

/**
 * A member's {@code host} as the replica-set config writes it: {@code name:port}.
 *
 * @param host a DNS name or an address, never empty
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
  /** The port of a mongod whose config does not name one. */
  public static final int DEFAULT_PORT = 27017;

  public HostPort {
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no host and port: '" + host + ":" + port + "'");
    }
  }

  /**
   * Reads {@code name:port}, {@code name} or {@code [v6 address]:port}.
   *
   * @throws IllegalArgumentException when the text is none of them
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean portGiven =
        colon > text.lastIndexOf(']') && colon == text.indexOf(':', text.lastIndexOf(']') + 1);
    if (!portGiven) {
      return new HostPort(text, DEFAULT_PORT);
    }
    try {
      return new HostPort(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no port in '" + text + "'", e);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
