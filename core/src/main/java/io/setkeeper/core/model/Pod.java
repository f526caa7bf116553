package io.setkeeper.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A pod of the StatefulSet.
 *
 * @param ordinal the number at the end of its name
 * @param uid Kubernetes' identity of this incarnation
 * @param host the member's final name: stable over incarnations, the governing Service's
 * @param address the pod's IP, once it has one
 * @param running its mongod's container runs
 * @param grace the time that it is given to end ({@code metadata.deletionGracePeriodSeconds});
 *     empty while it is not terminating
 * @param zone its node's {@code topology.kubernetes.io/zone}, where the keeper may read nodes
 */
public record Pod(
    String name,
    int ordinal,
    String uid,
    HostPort host,
    Optional<String> address,
    boolean running,
    Optional<Duration> grace,
    Optional<String> zone) {

  /** Whether it has a deletionTimestamp. */
  public boolean terminating() {
    return grace.isPresent();
  }
}
