/** What a person sees of a sandbox: a table that is redrawn on a terminal, lines elsewhere. */
@NullMarked
package io.setkeeper.cli.view;

import org.jspecify.annotations.NullMarked;
