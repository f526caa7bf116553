/**
 * What must never be, whatever happens, as code: the simulator checks it after every event, the
 * sandbox's tests on what they saw. Each invariant is a class of its own and none of them reads a
 * decision's reason: they judge what is done, not why.
 */
@NullMarked
package io.setkeeper.core.invariant;

import org.jspecify.annotations.NullMarked;
