@NullMarked
package io.setkeeper.sandbox.api;

import org.jspecify.annotations.NullMarked;
