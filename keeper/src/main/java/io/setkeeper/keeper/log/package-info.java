/**
 * The keeper's log: a line of text or a JSON object a line on standard output, with the set, the
 * pod and the config on each.
 */
@NullMarked
package io.setkeeper.keeper.log;

import org.jspecify.annotations.NullMarked;
