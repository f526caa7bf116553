/**
 * How a replica set is doing, looked at from outside: core's own decision on a snapshot says
 * whether it is whole.
 */
@NullMarked
package io.setkeeper.cli.status;

import org.jspecify.annotations.NullMarked;
