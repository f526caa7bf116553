/**
 * Kubernetes on one machine, as far as a StatefulSet and its keepers need it: an API server, the
 * controllers, a provisioner, and a node that runs pods as processes with an own loopback address
 * each. {@link io.setkeeper.sandbox.Sandbox} starts all of it over one folder.
 *
 * <p>It isolates nothing and is no cluster for anything else: no deployments, jobs, network
 * policies or resource limits; whoever wants those takes kind or k3d.
 */
@NullMarked
package io.setkeeper.sandbox;

import org.jspecify.annotations.NullMarked;
