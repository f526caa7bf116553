@NullMarked
package io.setkeeper.simulator.mongod;

import org.jspecify.annotations.NullMarked;
