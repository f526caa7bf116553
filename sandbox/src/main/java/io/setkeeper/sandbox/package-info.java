/** To be described by who builds it. */
@NullMarked
package io.setkeeper.sandbox;

import org.jspecify.annotations.NullMarked;
