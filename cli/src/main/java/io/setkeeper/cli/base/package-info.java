/**
 * What every verb stands on: where the program and the sandbox's state lie, exit codes, refusals.
 * Nothing here talks to a server.
 */
@NullMarked
package io.setkeeper.cli.base;

import org.jspecify.annotations.NullMarked;
