/** To be described by who builds it. */
@NullMarked
package io.setkeeper.core;

import org.jspecify.annotations.NullMarked;
