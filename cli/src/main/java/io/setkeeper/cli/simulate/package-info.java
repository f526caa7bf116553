/** The simulator's campaigns at the command line; nothing here is loaded by another verb. */
@NullMarked
package io.setkeeper.cli.simulate;

import org.jspecify.annotations.NullMarked;
