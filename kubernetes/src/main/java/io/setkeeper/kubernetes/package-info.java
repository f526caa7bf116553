/**
 * Kubernetes as a keeper reaches it: the StatefulSet, its pods and claims, the set's record and
 * Lease, read from watches or straight from the API server; and the few writes: record, Lease, the
 * own pod's label and annotations.
 *
 * <p>Decides nothing and retries nothing. Objects are read untyped ({@code
 * GenericKubernetesResource}): the typed models cost ten megabytes of a sidecar's memory
 * (measured).
 */
@NullMarked
package io.setkeeper.kubernetes;

import org.jspecify.annotations.NullMarked;
