package io.setkeeper.core.model;

import java.util.OptionalInt;

/** What is known of the StatefulSet. */
public sealed interface StatefulSetView {
  /** It could not be read, or not yet. */
  record Unknown(String why) implements StatefulSetView {}

  /** The API server says that there is none. */
  record Absent() implements StatefulSetView {}

  /**
   * It is there.
   *
   * @param replicas {@code spec.replicas}
   * @param firstOrdinal {@code spec.ordinals.start}, 0 by default
   * @param deleting it has a deletionTimestamp
   * @param fresh it, the pods, claims, record and Lease of this snapshot were read from the API
   *     server itself, not from a cache that may be stale
   * @param wishes what people ask by its annotations
   */
  record Known(
      String name, int replicas, int firstOrdinal, boolean deleting, boolean fresh, Wishes wishes)
      implements StatefulSetView {

    /** Whether a person asked the keepers to look and touch nothing. */
    public boolean paused() {
      return wishes.paused();
    }

    /** How many members are wanted: the annotation where it says, else {@code spec.replicas}. */
    public int size() {
      return wishes.size().orElse(replicas);
    }

    /** Whether all its pods go: it is being deleted or at 0. */
    public boolean leaves() {
      return deleting || replicas <= 0 || size() <= 0;
    }

    /**
     * Whether membership follows it at all: absent, leaving, at 0, or with a size that can't be
     * understood it adds and removes nobody.
     */
    public boolean rules() {
      return !leaves() && wishes.sizeIsKnown();
    }

    /** Whether a pod of this ordinal is wanted as a member. */
    public boolean wants(int ordinal) {
      return ordinal >= firstOrdinal && ordinal < firstOrdinal + size();
    }

    /** The ordinal in a member's host name; empty for a host that is none of this StatefulSet's. */
    public OptionalInt ordinalOf(HostPort host) {
      String label = host.host().split("\\.", 2)[0];
      if (!label.startsWith(name + "-")) {
        return OptionalInt.empty();
      }
      String digits = label.substring(name.length() + 1);
      return digits.matches("0|[1-9][0-9]{0,8}")
          ? OptionalInt.of(Integer.parseInt(digits))
          : OptionalInt.empty();
    }
  }
}
