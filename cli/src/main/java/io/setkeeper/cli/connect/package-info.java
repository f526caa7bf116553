/**
 * The doors of a set in any cluster: which members there are is heard from the mongods, where their
 * pods are from a watch, and every byte goes over the API server's port-forward.
 */
@NullMarked
package io.setkeeper.cli.connect;

import org.jspecify.annotations.NullMarked;
