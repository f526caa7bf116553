/** What the loop's one step needs of the world: somebody who looks and somebody who acts. */
@NullMarked
package io.setkeeper.core.port;

import org.jspecify.annotations.NullMarked;
