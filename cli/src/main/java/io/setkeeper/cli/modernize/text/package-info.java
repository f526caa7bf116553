/**
 * Changes YAML and JSON where it stands: an {@link io.setkeeper.cli.modernize.text.Edit} replaces
 * the characters it is about and leaves every other one, comments and layout included. Each is
 * checked at once: the new text is read again, and must say what the old one said, but for the
 * edit.
 */
@NullMarked
package io.setkeeper.cli.modernize.text;

import org.jspecify.annotations.NullMarked;
