package io.setkeeper.core.model;

import java.util.Comparator;

/**
 * Which config this is: MongoDB orders configs by term first, then by version. It is the
 * compare-and-set of every reconfig.
 *
 * @param term the election term in which a primary wrote it; -1 after a forced reconfig
 * @param version 1 at initiation, one more with each reconfig
 */
public record ConfigVersion(long term, long version) implements Comparable<ConfigVersion> {
  private static final Comparator<ConfigVersion> ORDER =
      Comparator.comparingLong(ConfigVersion::term).thenComparingLong(ConfigVersion::version);

  @Override
  public int compareTo(ConfigVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "(term " + term + ", version " + version + ")";
  }
}
