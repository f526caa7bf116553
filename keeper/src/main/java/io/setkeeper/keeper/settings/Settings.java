package io.setkeeper.keeper.settings;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.mongodb.MongodAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a keeper is told. It can be printed: secrets are left out.
 *
 * @param pod the own pod's name
 * @param namespace the own pod's
 * @param podLabels that every pod of the set has
 * @param service the governing Service, which names the members; empty: the StatefulSet's own
 * @param domain the cluster's domain
 * @param port of every mongod
 * @param ownMongod where the own pod's mongod is reached
 * @param access login and TLS to mongods
 * @param longestWait between two looks; events come first
 * @param configServer whether a set is initiated with {@code configsvr: true}
 * @param api where the API server is
 * @param serviceAccount the folder with {@code token}, {@code ca.crt} and {@code namespace}
 * @param http where health, metrics and the pre-stop hook are answered; empty: nowhere
 * @param stuckAfter so long without a step the keeper counts as stuck
 * @param notes what a person should know of how the settings were understood
 */
public record Settings(
    String pod,
    String namespace,
    Map<String, String> podLabels,
    Optional<String> service,
    String domain,
    int port,
    HostPort ownMongod,
    MongodAccess access,
    Duration longestWait,
    boolean configServer,
    HostPort api,
    Path serviceAccount,
    Optional<HostPort> http,
    Duration stuckAfter,
    LogSettings log,
    List<String> notes) {
  /** Where {@code http} is, where nobody says another port. */
  public static final int DEFAULT_HTTP_PORT = 8427;

  /**
   * How it is logged.
   *
   * @param json a JSON object a line
   * @param level the least that is logged: error, warn, info or debug
   */
  public record LogSettings(boolean json, String level) {
    /** Before the settings are known. */
    public static final LogSettings DEFAULT = new LogSettings(false, "info");
  }

  public Settings {
    podLabels = Map.copyOf(podLabels);
    notes = List.copyOf(notes);
  }
}
