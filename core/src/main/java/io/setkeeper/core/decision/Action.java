package io.setkeeper.core.decision;

import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;

/** The one thing that is done to the world before it is looked at again. */
public sealed interface Action {
  /** Take the Lease of the set's initiation, or renew it. */
  record TakeLease() implements Action {}

  /**
   * Write the set's record: created where {@code from} is {@link SetRecord.None}, else replaced
   * only if it still is {@code from}.
   */
  record WriteRecord(SetRecord from, SetRecord to) implements Action {}

  /** {@code replSetInitiate} at the own mongod. */
  record Initiate(ReplicaSetConfig config) implements Action {}

  /** {@code replSetReconfig} at the own mongod, only if its config still is {@code from}. */
  record Reconfig(ReplicaSetConfig from, ReplicaSetConfig to) implements Action {}

  /**
   * {@code replSetReconfig} with {@code force} at the own mongod, only if its config still is
   * {@code from}: it can lose writes that a majority acknowledged, and is done by a person's order
   * alone.
   */
  record ForceReconfig(ReplicaSetConfig from, ReplicaSetConfig to) implements Action {}

  /**
   * {@code replSetStepUp} of the own mongod: it stands for election now.
   *
   * @param term the one in which it was decided
   */
  record StepUp(long term) implements Action {}

  /** {@code replSetStepDown} of the own mongod, never forced. */
  record StepDown() implements Action {}
}
