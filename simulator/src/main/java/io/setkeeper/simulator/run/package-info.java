/**
 * A run: a world of its own for each seed, the judge who holds every event against the invariants,
 * and campaigns of many seeds.
 */
@NullMarked
package io.setkeeper.simulator.run;

import org.jspecify.annotations.NullMarked;
