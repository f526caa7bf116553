package io.setkeeper.sandbox.api;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;

/**
 * How an API server is to run.
 *
 * @param state the sandbox's folder: keys are kept in {@code pki} in it, logs are read from {@code
 *     pods}
 * @param address to listen on; a loopback address
 * @param port to listen on; 0: any free one
 * @param clock for ages and certificates
 */
public record ApiServerSettings(Path state, InetAddress address, int port, Clock clock) {
  /** With the machine's clock. */
  public ApiServerSettings(Path state, InetAddress address, int port) {
    this(state, address, port, Clock.systemUTC());
  }

  /** Refuses an address that others could reach. */
  public ApiServerSettings {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "the sandbox's API server listens on a loopback address only, not on "
              + address.getHostAddress());
    }
  }
}
