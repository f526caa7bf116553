/**
 * What was seen, as immutable values: Kubernetes' side (StatefulSet, pods, claims, record, lease)
 * and each mongod's side (state, config). What could not be seen is a value too, never a default.
 */
@NullMarked
package io.setkeeper.core.model;

import org.jspecify.annotations.NullMarked;
