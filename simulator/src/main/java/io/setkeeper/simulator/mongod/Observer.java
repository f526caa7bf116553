package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.ReplicaSetConfig;

/**
 * Somebody who sees everything that matters for an invariant, at the moment it happens. The methods
 * must not act on the mongods.
 */
public interface Observer {
  /** A member's state as it is from now on. */
  default void stateChanged(SimMongod mongod, MemberState from, MemberState to) {}

  /** {@code replSetInitiate} was accepted. */
  default void initiated(SimMongod mongod, ReplicaSetConfig config) {}

  /**
   * A primary wrote a config (or anybody, by force): a reconfig, one of the primary's own, or the
   * same config anew in its own term.
   */
  default void configWritten(
      SimMongod mongod, ReplicaSetConfig from, ReplicaSetConfig to, boolean forced) {}

  /** A member installed a config: written by itself or learned from a heartbeat. */
  default void configInstalled(SimMongod mongod, ReplicaSetConfig config) {}

  /** A primary knows now that its config is committed. */
  default void configCommitted(SimMongod mongod, ReplicaSetConfig config) {}

  /** A member won an election. */
  default void becamePrimary(SimMongod mongod, long term) {}

  /** A primary has caught up and takes writes. */
  default void becameWritable(SimMongod mongod, long term) {}

  /** A primary's commit point reached this entry, and with it all before it. */
  default void entryCommitted(SimMongod primary, Entry entry) {}

  /** A client was told that a majority has this write. */
  default void acknowledged(SimMongod primary, Entry entry) {}

  /** A member gave up the end of its oplog. */
  default void rolledBack(SimMongod mongod, Entry from, Entry to) {}

  /** A volume has been filled by an initial sync. */
  default void initialSynced(SimMongod mongod, Entry oplog) {}
}
