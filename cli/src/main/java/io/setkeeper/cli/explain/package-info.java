/**
 * What a keeper would do next to a set, and why, for somebody who looks before anything is touched:
 * pure.
 */
@NullMarked
package io.setkeeper.cli.explain;

import org.jspecify.annotations.NullMarked;
