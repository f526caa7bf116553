@NullMarked
package io.setkeeper.standin;

import org.jspecify.annotations.NullMarked;
