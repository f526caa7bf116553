/** The node's rules by example, and the node with very small programs. */
@NullMarked
package io.setkeeper.sandbox.node;

import org.jspecify.annotations.NullMarked;
