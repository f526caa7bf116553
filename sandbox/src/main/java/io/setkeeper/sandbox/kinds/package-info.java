/**
 * The kinds that the sandbox serves: a table with a line for each, and beside it what is special
 * about some: defaults, validation, columns of {@code kubectl get}, other versions.
 *
 * <p>Not here: how objects are stored ({@code store}), how they are served ({@code api}), and what
 * is done about them (controllers and node).
 */
@NullMarked
package io.setkeeper.sandbox.kinds;

import org.jspecify.annotations.NullMarked;
