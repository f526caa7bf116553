/**
 * MongoDB's wire protocol: frames in, replies out, each connection's commands one after the other
 * on a virtual thread of their own. Knows nothing of what a command means.
 */
@NullMarked
package io.setkeeper.standin.wire;

import org.jspecify.annotations.NullMarked;
