/** Tests of what the images consist of. */
@NullMarked
package io.setkeeper.image;

import org.jspecify.annotations.NullMarked;
