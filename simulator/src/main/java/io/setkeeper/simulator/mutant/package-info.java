/**
 * The check of the simulator itself: keepers with one rule switched off, each of which it must
 * catch. A rule whose absence nobody notices is not tested.
 */
@NullMarked
package io.setkeeper.simulator.mutant;

import org.jspecify.annotations.NullMarked;
