package io.setkeeper.simulator.mongod;

/** What a client learns of a majority write. */
public enum Ack {
  /** A majority has it. */
  ACKNOWLEDGED,
  /** It was not done: this is no writable primary (10107). */
  NOT_PRIMARY,
  /**
   * It may have been done: the primary stepped down, or its process ended, before a majority had
   * it.
   */
  INTERRUPTED
}
