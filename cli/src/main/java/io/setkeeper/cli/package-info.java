/**
 * The {@code setkeeper} command: its verbs, each a class of its own. What they do lies in the
 * packages below; how a sandbox works lies in its module, how a set is kept in the keeper's.
 */
@NullMarked
package io.setkeeper.cli;

import org.jspecify.annotations.NullMarked;
