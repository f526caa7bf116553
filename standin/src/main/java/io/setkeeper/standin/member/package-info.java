/**
 * A member of a replica set: its config, heartbeats, elections and membership of the Raft group.
 */
@NullMarked
package io.setkeeper.standin.member;

import org.jspecify.annotations.NullMarked;
