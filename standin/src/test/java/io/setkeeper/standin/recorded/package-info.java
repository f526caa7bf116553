/**
 * Holds the stand-in against what a real mongod answered: {@code mongod-replies} in the test
 * resources, whose README says what must agree and what varies.
 */
@NullMarked
package io.setkeeper.standin.recorded;

import org.jspecify.annotations.NullMarked;
