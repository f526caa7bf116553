/** To be described by who builds it. */
@NullMarked
package io.setkeeper.keeper;

import org.jspecify.annotations.NullMarked;
