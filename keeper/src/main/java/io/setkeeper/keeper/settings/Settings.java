package io.setkeeper.keeper.settings;

import io.setkeeper.core.model.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that a keeper is told.
 *
 * @param pod the own pod's name
 * @param namespace the own pod's
 * @param podLabels that every pod of the set has
 * @param service the governing Service, which names the members
 * @param domain the cluster's domain
 * @param port of every mongod
 * @param ownMongod where the own pod's mongod is reached
 * @param longestWait between two looks; events come first
 * @param configServer whether a set is initiated with {@code configsvr: true}
 * @param api where the API server is
 * @param serviceAccount the folder with {@code token}, {@code ca.crt} and {@code namespace}
 * @param http where health, metrics and the pre-stop hook are answered
 * @param notes what a person should know of how the settings were understood
 */
public record Settings(
    String pod,
    String namespace,
    Map<String, String> podLabels,
    String service,
    String domain,
    int port,
    HostPort ownMongod,
    Duration longestWait,
    boolean configServer,
    HostPort api,
    Path serviceAccount,
    HostPort http,
    List<String> notes) {

  public Settings {
    podLabels = Map.copyOf(podLabels);
    notes = List.copyOf(notes);
  }
}
