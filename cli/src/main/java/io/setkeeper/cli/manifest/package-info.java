/**
 * The user's files: read whole and checked before anything is created. What can be wrong with them
 * is said with the file's name and a remedy.
 */
@NullMarked
package io.setkeeper.cli.manifest;

import org.jspecify.annotations.NullMarked;
