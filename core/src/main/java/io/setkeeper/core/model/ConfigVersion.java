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

  /**
   * Whether a mongod that holds {@code other} would install this one: a config without a term (a
   * forced one) is compared by version alone (source: repl_set_config.h, ConfigVersionAndTerm).
   */
  public boolean isNewerThan(ConfigVersion other) {
    boolean withoutTerm = term < 0 || other.term < 0;
    return withoutTerm ? version > other.version : compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return "(term " + term + ", version " + version + ")";
  }
}
