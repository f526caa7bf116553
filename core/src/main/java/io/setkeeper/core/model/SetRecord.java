package io.setkeeper.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The set's durable record: a ConfigMap next to the StatefulSet that outlives it as the volumes do.
 * It fences initiation: who creates it may initiate, nobody else.
 */
public sealed interface SetRecord {
  /**
   * What an order to start afresh must name, so that it fits this record and no later one: the
   * {@code replicaSetId}, or the UID of the pod that was about to initiate; empty where there is
   * nothing to give up.
   */
  default String identity() {
    return switch (this) {
      case Initiated initiated -> initiated.replicaSetId();
      case Initiating initiating -> initiating.podUid();
      case None none -> "";
      case Unknown unknown -> "";
    };
  }

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
   * @param highestId the highest {@code _id} that was ever used in it, or set apart to be used
   * @param setApart the part of them that is for one reconfig only, done or not
   * @param orders the orders that were begun, as {@link RecoverFrom#toString} writes them: noted
   *     before they are carried out
   */
  record Initiated(
      String resourceVersion,
      String replicaSetId,
      int highestId,
      Optional<SetApart> setApart,
      List<String> orders)
      implements SetRecord {
    public Initiated {
      orders = List.copyOf(orders);
    }

    /** One without orders, and with nothing set apart. */
    public Initiated(String resourceVersion, String replicaSetId, int highestId) {
      this(resourceVersion, replicaSetId, highestId, Optional.empty(), List.of());
    }

    /** The highest {@code _id} that is not for a reconfig of this base. */
    public int highestIdBefore(ConfigVersion base) {
      return setApart
          .filter(ids -> ids.base().equals(base))
          .map(ids -> ids.firstId() - 1)
          .orElse(highestId);
    }

    /** The same, with all up to an {@code _id} set apart for a reconfig of this base. */
    public Initiated settingApart(int upTo, ConfigVersion base) {
      return new Initiated(
          resourceVersion,
          replicaSetId,
          Math.max(highestId, upTo),
          Optional.of(new SetApart(highestIdBefore(base) + 1, base)),
          orders);
    }

    /** Whether all up to an {@code _id} may be used in a reconfig of this base. */
    public boolean allows(int upTo, ConfigVersion base) {
      return upTo <= highestId && highestIdBefore(base) < highestId;
    }

    /** The same with an order more. */
    public Initiated begun(RecoverFrom order) {
      List<String> all = new ArrayList<>(orders);
      all.add(order.toString());
      return new Initiated(resourceVersion, replicaSetId, highestId, setApart, all);
    }

    /** Whether the order was begun. */
    public boolean hasBegun(RecoverFrom order) {
      return orders.contains(order.toString());
    }
  }

  /**
   * {@code _id}s, from the first one to the record's highest, that only a reconfig of one config
   * may give out: for any other they count as used. A primary that was cut off, or stood still, and
   * does not know it yet, can't give out what its successor has given out.
   *
   * @param base the config's version, and the term in which the primary that sets them apart was
   *     elected: two primaries never have the same
   */
  record SetApart(int firstId, ConfigVersion base) {}
}
