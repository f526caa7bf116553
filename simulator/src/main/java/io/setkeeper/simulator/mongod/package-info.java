/**
 * A model of mongod, as far as a keeper's safety depends on it: volumes that survive a process, the
 * processes, heartbeats, elections, replication, and configs on their way. What it answers is held
 * against the recordings of a real mongod 5.0.7.
 */
@NullMarked
package io.setkeeper.simulator.mongod;

import org.jspecify.annotations.NullMarked;
