/** The sandbox as a whole, with programs of no meaning in place of MongoDB's. */
@NullMarked
package io.setkeeper.sandbox;

import org.jspecify.annotations.NullMarked;
