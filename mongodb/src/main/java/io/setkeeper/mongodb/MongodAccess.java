package io.setkeeper.mongodb;

import java.util.Optional;

/**
 * What mongods demand of who speaks to them.
 *
 * @param credentials to log in with; empty where they let everybody in
 * @param tls empty where they do not speak TLS
 */
public record MongodAccess(Optional<Credentials> credentials, Optional<TlsSettings> tls) {
  /** Neither login nor TLS. */
  public static final MongodAccess OPEN = new MongodAccess(Optional.empty(), Optional.empty());
}
