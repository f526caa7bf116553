/**
 * What a run has reached: each rule of the decision, and each situation in which the sidecar that
 * people use today fails. What no seed reaches is not tested.
 */
@NullMarked
package io.setkeeper.simulator.mark;

import org.jspecify.annotations.NullMarked;
