package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes' zones, each asked for once: a node does not move. Nodes are the cluster's, so a keeper
 * may read them only where a ClusterRole says so; without it no member has a zone, and all else
 * goes on.
 */
final class Zones {
  private static final Logger log = LoggerFactory.getLogger(Zones.class);

  /** The well-known label (Kubernetes: reference/labels-annotations-taints). */
  private static final String LABEL = "topology.kubernetes.io/zone";

  private final Api api;
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();
  private volatile boolean forbidden;
  private volatile boolean silent;

  Zones(Api api) {
    this.api = api;
  }

  /** The zone of a node; empty where it has none, or it is not known. */
  Optional<String> of(String node) {
    Optional<String> zone = known.get(node);
    if (zone != null) {
      return zone;
    }
    return forbidden || silent ? Optional.empty() : ask(node);
  }

  /** Asks again for what could not be answered the last time: a look that waits waits once. */
  void retry() {
    silent = false;
  }

  private Optional<String> ask(String node) {
    try {
      Optional<String> zone = api.get(Kind.NODE, node).flatMap(Zones::zone);
      known.put(node, zone);
      return zone;
    } catch (Refusal e) {
      forbidden = e.isForbidden();
      silent = true;
      if (forbidden) {
        log.warn("Zone tags are not set: {}", e.words());
      }
      return Optional.empty();
    }
  }

  private static Optional<String> zone(GenericKubernetesResource node) {
    return Optional.ofNullable(
        Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.<String, String>of())
            .get(LABEL));
  }
}
