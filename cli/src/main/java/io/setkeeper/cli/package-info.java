/** To be described by who builds it. */
@NullMarked
package io.setkeeper.cli;

import org.jspecify.annotations.NullMarked;
