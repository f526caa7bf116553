/** What happened in a run. */
@NullMarked
package io.setkeeper.simulator.trace;

import org.jspecify.annotations.NullMarked;
