/**
 * What goes wrong, by seed, and who puts it right: faults, the bound that they keep, and the people
 * who scale, order and repair.
 */
@NullMarked
package io.setkeeper.simulator.fault;

import org.jspecify.annotations.NullMarked;
