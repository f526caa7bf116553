@NullMarked
package io.setkeeper.standin.store;

import org.jspecify.annotations.NullMarked;
