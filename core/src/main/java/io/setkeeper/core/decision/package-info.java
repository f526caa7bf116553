/**
 * The decision: {@link io.setkeeper.core.decision.Keeper#decide} reads a snapshot and answers the
 * one next step, or why there is none. Each rule is a class with its safety argument above it.
 */
@NullMarked
package io.setkeeper.core.decision;

import org.jspecify.annotations.NullMarked;
