/** The commands: which are answered here, which go through the log, and what is refused. */
@NullMarked
package io.setkeeper.standin.command;

import org.jspecify.annotations.NullMarked;
