/** To be described by who builds it. */
@NullMarked
package io.setkeeper.door;

import org.jspecify.annotations.NullMarked;
