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
      String namespace,
      String name,
      int replicas,
      int firstOrdinal,
      boolean deleting,
      boolean fresh,
      Wishes wishes)
      implements StatefulSetView {
    /** The same with another {@code spec.replicas}. */
    public Known scaledTo(int count) {
      return new Known(namespace, name, count, firstOrdinal, deleting, fresh, wishes);
    }

    /** The same, read afresh or from a cache. */
    public Known read(boolean afresh) {
      return new Known(namespace, name, replicas, firstOrdinal, deleting, afresh, wishes);
    }

    /** The same with other wishes. */
    public Known wishing(Wishes others) {
      return new Known(namespace, name, replicas, firstOrdinal, deleting, fresh, others);
    }

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

    /** Whether membership follows it, and it wants no member of this ordinal. */
    public boolean scalesAway(int ordinal) {
      return rules() && !wants(ordinal);
    }

    /** The ordinal in a member's host name; empty for a host that is none of this StatefulSet's. */
    public OptionalInt ordinalOf(HostPort host) {
      String text = host.host();
      int digits = name.length() + 1;
      int end = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
      boolean isOurs = text.startsWith(name) && end > digits && text.charAt(digits - 1) == '-';
      return isOurs ? ordinal(text.substring(digits, end)) : OptionalInt.empty();
    }

    /** As Kubernetes writes it: without leading zeros. */
    private static OptionalInt ordinal(String digits) {
      boolean isNumber = digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
      return isNumber && (digits.length() == 1 || digits.charAt(0) != '0')
          ? OptionalInt.of(Integer.parseInt(digits))
          : OptionalInt.empty();
    }
  }
}
