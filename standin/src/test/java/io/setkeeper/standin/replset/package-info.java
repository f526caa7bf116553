/** The rules that no recording shows, by example and by property. */
@NullMarked
package io.setkeeper.standin.replset;

import org.jspecify.annotations.NullMarked;
