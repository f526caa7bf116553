/**
 * What Setkeeper is: the snapshot of a replica set and its StatefulSet ({@code model}), the
 * decision what to do next ({@code decision}), and the loop's one step over its ports ({@code
 * port}).
 *
 * <p>Pure: no I/O, no clock, no threads, no logging. Time and everything that was read come in as
 * values, and what is to be done goes out as a value.
 */
@NullMarked
package io.setkeeper.core;

import org.jspecify.annotations.NullMarked;
