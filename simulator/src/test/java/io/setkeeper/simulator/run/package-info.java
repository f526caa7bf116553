@NullMarked
package io.setkeeper.simulator.run;

import org.jspecify.annotations.NullMarked;
