/**
 * A model of mongod, as far as a keeper's safety depends on it: volumes that survive a process, the
 * processes, heartbeats, elections, replication, and configs on their way. What it answers is held
 * against the recordings of a real mongod 5.0.7.
 *
 * <p>What it leaves out: a journal (what is applied is durable), documents and read concerns, an
 * oplog's end (a member is never too stale, but one that has nothing in common with its source
 * syncs anew, where a real one stays in RECOVERING), delayed replication, settings in the config
 * but for {@link io.setkeeper.simulator.mongod.Timing}, the quiesce period of a shutdown, catch-up
 * take-overs, and authentication. A rollback behind the commit point, which a real mongod refuses
 * by ending its process, is done and told to the observers. All sets have one name.
 */
@NullMarked
package io.setkeeper.simulator.mongod;

import org.jspecify.annotations.NullMarked;
