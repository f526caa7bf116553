@NullMarked
package io.setkeeper.simulator.mutant;

import org.jspecify.annotations.NullMarked;
