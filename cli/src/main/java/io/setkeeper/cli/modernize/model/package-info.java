/** The user's objects, and what is wished of them. */
@NullMarked
package io.setkeeper.cli.modernize.model;

import org.jspecify.annotations.NullMarked;
