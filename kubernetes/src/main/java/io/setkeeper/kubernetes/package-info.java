/** To be described by who builds it. */
@NullMarked
package io.setkeeper.kubernetes;

import org.jspecify.annotations.NullMarked;
