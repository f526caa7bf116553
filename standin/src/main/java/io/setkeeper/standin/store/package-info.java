/**
 * The data of one member, in memory: collections, retryable writes' outcomes, what a log entry does
 * to them, and snapshots of it all on disk. Deterministic: the same entries make the same data on
 * every member.
 */
@NullMarked
package io.setkeeper.standin.store;

import org.jspecify.annotations.NullMarked;
