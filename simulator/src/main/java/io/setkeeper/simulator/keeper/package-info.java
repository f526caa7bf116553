/**
 * Keepers in virtual time: the production decision and step, between looks and actions that take
 * their time, fail, and may be cut short between any two.
 */
@NullMarked
package io.setkeeper.simulator.keeper;

import org.jspecify.annotations.NullMarked;
