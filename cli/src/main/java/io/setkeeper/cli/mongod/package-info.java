/**
 * Which mongod the sandbox's pods run: the one on the PATH, one given by hand, a release that is
 * downloaded, or the stand-in.
 */
@NullMarked
package io.setkeeper.cli.mongod;

import org.jspecify.annotations.NullMarked;
