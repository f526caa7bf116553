/** To be described by who builds it. */
@NullMarked
package io.setkeeper.standin;

import org.jspecify.annotations.NullMarked;
