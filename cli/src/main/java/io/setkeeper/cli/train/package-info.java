/**
 * Trains the JVMs' ahead-of-time caches (JEP 514, JEP 515): a short real sandbox run records what
 * each program loads.
 */
@NullMarked
package io.setkeeper.cli.train;

import org.jspecify.annotations.NullMarked;
