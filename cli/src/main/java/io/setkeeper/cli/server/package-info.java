/**
 * The server process of a sandbox: how it is started, found and ended from outside, and what it
 * runs inside, the sandbox itself and the members' doors.
 */
@NullMarked
package io.setkeeper.cli.server;

import org.jspecify.annotations.NullMarked;
