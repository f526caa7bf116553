@NullMarked
package io.setkeeper.sandbox.store;

import org.jspecify.annotations.NullMarked;
