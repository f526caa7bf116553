/**
 * The keeper's settings: bound once from the environment that the sidecar's users have, checked
 * with every fault named at once.
 */
@NullMarked
package io.setkeeper.keeper.settings;

import org.jspecify.annotations.NullMarked;
