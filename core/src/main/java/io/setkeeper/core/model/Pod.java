package io.setkeeper.core.model;

import java.util.Optional;

/**
 * A pod of the StatefulSet.
 *
 * @param ordinal the number at the end of its name
 * @param uid Kubernetes' identity of this incarnation
 * @param host the member's final name: stable over incarnations where a governing Service is named
 * @param address the pod's IP, once it has one
 * @param running its mongod's container runs
 * @param terminating it has a deletionTimestamp
 */
public record Pod(
    String name,
    int ordinal,
    String uid,
    HostPort host,
    Optional<String> address,
    boolean running,
    boolean terminating) {}
