/** To be described by who builds it. */
@NullMarked
package io.setkeeper.mongodb;

import org.jspecify.annotations.NullMarked;
