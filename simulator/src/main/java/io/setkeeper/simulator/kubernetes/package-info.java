/**
 * A model of Kubernetes, as far as a keeper's safety depends on it: an API server that compares and
 * sets, watches that lag, a StatefulSet's controller, and nodes that run and end its pods.
 */
@NullMarked
package io.setkeeper.simulator.kubernetes;

import org.jspecify.annotations.NullMarked;
