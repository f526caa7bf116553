package io.setkeeper.mongodb;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What mongods demand of who speaks to them.
 *
 * @param credentials to log in with; empty where they let everybody in
 * @param tls empty where they do not speak TLS
 * @param keyFile the mongods' own ({@code --keyFile}), by which a mongod that does not know the
 *     user yet lets its peers in; empty where it is not given
 */
public record MongodAccess(
    Optional<Credentials> credentials, Optional<TlsSettings> tls, Optional<Path> keyFile) {
  /** Neither login nor TLS. */
  public static final MongodAccess OPEN = new MongodAccess(Optional.empty(), Optional.empty());

  /** Without the mongods' key. */
  public MongodAccess(Optional<Credentials> credentials, Optional<TlsSettings> tls) {
    this(credentials, tls, Optional.empty());
  }
}
