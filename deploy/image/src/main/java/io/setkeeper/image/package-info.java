/**
 * Builds container images without a Docker daemon: a root file system is laid out in a folder, its
 * program is trained there, and Jib makes layers of it.
 */
@NullMarked
package io.setkeeper.image;

import org.jspecify.annotations.NullMarked;
