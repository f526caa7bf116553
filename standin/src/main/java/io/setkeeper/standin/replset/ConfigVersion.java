package io.setkeeper.standin.replset;

/**
 * What orders configs: the term of the primary that made one, then its version.
 *
 * @param term -1 where a config has none (a forced one); then versions alone are compared, as
 *     mongod does
 */
public record ConfigVersion(int version, long term) implements Comparable<ConfigVersion> {

  /** The term of a config that has none. */
  public static final long NO_TERM = -1;

  @Override
  public int compareTo(ConfigVersion other) {
    boolean bothHaveTerms = term != NO_TERM && other.term != NO_TERM;
    int byTerm = bothHaveTerms ? Long.compare(term, other.term) : 0;
    return byTerm != 0 ? byTerm : Integer.compare(version, other.version);
  }

  @Override
  public String toString() {
    return "{version: " + version + ", term: " + term + "}";
  }
}
