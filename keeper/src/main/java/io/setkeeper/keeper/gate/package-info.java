/**
 * The pre-stop gate: the hook of the mongod container asks it, and it answers when this mongod may
 * end.
 */
@NullMarked
package io.setkeeper.keeper.gate;

import org.jspecify.annotations.NullMarked;
