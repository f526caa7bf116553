package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Optional;

/**
 * What survives a process: the data, the config and the vote. Everything on it is durable at once:
 * what a real mongod may lose of its journal's last 100 ms, nobody was told was durable.
 */
public final class Volume {
  private final String name;
  Optional<ReplicaSetConfig> config = Optional.empty();
  Entry oplog = Entry.NONE;

  /** The last committed entry that was known: a rollback behind it is a violation of MongoDB's. */
  OpTime committed = OpTime.NONE;

  /** The term of the last vote given; one vote per term. */
  long votedIn = -1;

  /** An initial sync began and has not ended. */
  boolean initialSync;

  /** How often it was wiped. */
  private int wiped;

  public Volume(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Empties it. No process may run on it. */
  public void wipe() {
    config = Optional.empty();
    oplog = Entry.NONE;
    committed = OpTime.NONE;
    votedIn = -1;
    initialSync = false;
    wiped++;
  }

  /** What local.system.replset holds. */
  public Optional<ReplicaSetConfig> config() {
    return config;
  }

  public Entry oplog() {
    return oplog;
  }

  /** Whether it has neither config nor data. */
  public boolean isEmpty() {
    return config.isEmpty() && oplog == Entry.NONE;
  }

  public int timesWiped() {
    return wiped;
  }
}
