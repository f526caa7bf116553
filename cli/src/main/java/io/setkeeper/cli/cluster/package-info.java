/**
 * The objects of a running sandbox as the command sees them, through fabric8's client and the
 * sandbox's kubeconfig. Objects stay JSON trees: the typed models would cost each call half a
 * second.
 */
@NullMarked
package io.setkeeper.cli.cluster;

import org.jspecify.annotations.NullMarked;
