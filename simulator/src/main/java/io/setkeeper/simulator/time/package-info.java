/**
 * Virtual time, chance, and the network between places: what makes a run depend on nothing but its
 * seed.
 */
@NullMarked
package io.setkeeper.simulator.time;

import org.jspecify.annotations.NullMarked;
