/**
 * Storage of API objects of every kind, as JSON trees: names, uids, versions, generations, watches,
 * conflicts, finalizers, owners and garbage collection, kept in files.
 *
 * <p>It knows no kind: what is special about one is said by its {@link
 * io.setkeeper.sandbox.store.ResourceType} (the table is in {@code io.setkeeper.sandbox.kinds}). It
 * is no database for many: one process, everything in memory, one lock. Files are replaced whole,
 * by rename, and not forced to the disk: they survive the end of the process, not that of the
 * machine.
 */
@NullMarked
package io.setkeeper.sandbox.store;

import org.jspecify.annotations.NullMarked;
