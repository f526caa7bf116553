package io.setkeeper.kubernetes;

import io.setkeeper.core.model.HostPort;
import java.util.Map;

/**
 * Which set is kept, and how its members are named.
 *
 * @param namespace of the StatefulSet
 * @param statefulSet its name
 * @param podLabels that every pod of it has; empty asks for all pods of the namespace
 * @param service the governing Service, which gives the pods their names
 * @param domain the cluster's domain, cluster.local by default
 * @param port of every mongod
 */
public record SetScope(
    String namespace,
    String statefulSet,
    Map<String, String> podLabels,
    String service,
    String domain,
    int port) {

  public SetScope {
    podLabels = Map.copyOf(podLabels);
  }

  /** The member's host in the replica-set config: it is the same for every incarnation. */
  public HostPort host(String pod) {
    return new HostPort("%s.%s.%s.svc.%s".formatted(pod, service, namespace, domain), port);
  }

  /** The name of the set's record and of its Lease. */
  String recordName() {
    return statefulSet + "-setkeeper";
  }
}
