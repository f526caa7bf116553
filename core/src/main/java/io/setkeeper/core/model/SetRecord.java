package io.setkeeper.core.model;

import java.util.List;

/**
 * The set's durable record: a ConfigMap next to the StatefulSet that outlives it as the volumes do.
 * It fences initiation: who creates it may initiate, nobody else.
 */
public sealed interface SetRecord {
  /** It could not be read. */
  record Unknown(String why) implements SetRecord {}

  /** The API server says that there is none. */
  record None() implements SetRecord {}

  /**
   * Somebody was about to initiate.
   *
   * @param resourceVersion for the compare-and-set; empty in one that is to be created
   * @param pod the pod that initiates
   * @param podUid that pod's incarnation
   * @param claimUids the claims of the set when it was decided that all are empty
   */
  record Initiating(String resourceVersion, String pod, String podUid, List<String> claimUids)
      implements SetRecord {
    public Initiating {
      claimUids = List.copyOf(claimUids);
    }
  }

  /**
   * The set was initiated.
   *
   * @param replicaSetId that mongod gave to it
   * @param highestId the highest {@code _id} ever used in it
   */
  record Initiated(String resourceVersion, String replicaSetId, int highestId)
      implements SetRecord {}
}
