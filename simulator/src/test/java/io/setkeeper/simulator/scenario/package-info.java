@NullMarked
package io.setkeeper.simulator.scenario;

import org.jspecify.annotations.NullMarked;
