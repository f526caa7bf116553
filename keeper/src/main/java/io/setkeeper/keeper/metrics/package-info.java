/** What a keeper counts, for Prometheus. */
@NullMarked
package io.setkeeper.keeper.metrics;

import org.jspecify.annotations.NullMarked;
