package io.setkeeper.simulator.fault;

/** The kinds of things that go wrong, or that people do, while a set must stay safe. */
public enum Fault {
  /** kill -9 of a mongod. */
  CRASH,
  /** kill -9 of several mongods at once, of all of them perhaps. */
  CRASH_SEVERAL,
  /** kill -9 of a keeper at any moment. */
  KEEPER_CRASH,
  /** kill -9 of a keeper right before, during or after something it does. */
  KEEPER_CRASH_IN_ACTION,
  /** A mongod's volume is emptied: within the bound of AcknowledgedWrites. */
  WIPE,
  /** The pods fall into two groups that don't reach each other. */
  PARTITION,
  /** Nothing gets from one pod to another; the way back is open. */
  ONE_WAY,
  /** Messages are slow, and some are lost. */
  WEATHER,
  /** The API server is away. */
  API_AWAY,
  /** A pod does not reach the API server, or is not reached by it. */
  API_CUT,
  /** A keeper's informers show nothing new. */
  STALE_CACHES,
  /** A pod stands still, mongod and keeper, and goes on later with what it knew. */
  FREEZE,
  /** A keeper stands still. */
  KEEPER_FREEZE,
  /** A mongod stands still. */
  MONGOD_FREEZE,
  /** A pod is deleted: it comes back under another address. */
  RESCHEDULE,
  /** A pod's machine goes off; it comes back, or a person deletes the pod by force. */
  MACHINE_OFF,
  /** Every pod is replaced, one by one. */
  ROLL_OUT,
  /** Every pod comes back under a new address at once. */
  ALL_ADDRESSES_NEW,
  /** The StatefulSet is scaled, up or down. */
  SCALE,
  /** The StatefulSet is scaled to 0, and back. */
  SCALE_TO_ZERO,
  /** The wanted size is said by annotation. */
  SIZE,
  /** The set is paused, and goes on. */
  PAUSE,
  /** A person wishes something for a member. */
  MEMBER_WISH,
  /** A person writes an annotation that can't be understood, and mends it. */
  BAD_ANNOTATION,
  /** The claim of a pod that was scaled away and is no member any more is deleted. */
  CLAIM_DELETED,
  /** A majority is gone for good, and comes back only after a person has ordered the recovery. */
  MAJORITY_LOST,
  /** Everything is gone, and a person orders a fresh start. */
  ALL_LOST
}
