/**
 * The replicated log: a small face on Apache Ratis. Elections happen when they are asked for;
 * nothing here decides.
 */
@NullMarked
package io.setkeeper.standin.raft;

import org.jspecify.annotations.NullMarked;
