/**
 * The loop that takes core's one step again and again: woken by events, at once after something was
 * done, and after a while in any case.
 */
@NullMarked
package io.setkeeper.keeper.loop;

import org.jspecify.annotations.NullMarked;
