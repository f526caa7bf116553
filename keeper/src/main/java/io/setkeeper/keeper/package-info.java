/**
 * The keeper of one set, as the sidecar of each of its pods: settings from the environment, the
 * loop that looks, decides and acts, and what it tells of itself.
 */
@NullMarked
package io.setkeeper.keeper;

import org.jspecify.annotations.NullMarked;
