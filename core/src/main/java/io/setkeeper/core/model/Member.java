package io.setkeeper.core.model;

import java.util.Map;

/**
 * One member of a replica-set config: the fields that Setkeeper decides on. Whatever else a config
 * holds is kept by the adapter that writes it.
 *
 * @param id MongoDB's {@code _id}: never the ordinal, never the array index
 * @param votes 0 or 1
 * @param priority 0 to 1000; 0 is never elected
 * @param delaySecs secondaryDelaySecs, 0 where there is no delay
 * @param newlyAdded MongoDB 5.0's mark of a voter that has no vote yet; read from
 *     local.system.replset, never asked for
 */
public record Member(
    int id,
    HostPort host,
    int votes,
    double priority,
    boolean hidden,
    long delaySecs,
    boolean arbiterOnly,
    boolean newlyAdded,
    Map<String, String> tags) {

  public Member {
    tags = Map.copyOf(tags);
  }

  /** A data-bearing member with a vote and priority 1. */
  public static Member voter(int id, HostPort host) {
    return new Member(id, host, 1, 1, false, 0, false, false, Map.of());
  }

  /** A member as it is added: without vote and priority. */
  public static Member newcomer(int id, HostPort host) {
    return new Member(id, host, 0, 0, false, 0, false, false, Map.of());
  }

  /** An arbiter: it votes and bears no data. */
  public static Member arbiter(int id, HostPort host) {
    return new Member(id, host, 1, 0, false, 0, true, false, Map.of());
  }

  /** Whether its vote counts now. */
  public boolean voting() {
    return votes > 0 && !newlyAdded;
  }

  /** The same member under another host. */
  public Member at(HostPort newHost) {
    return new Member(
        id, newHost, votes, priority, hidden, delaySecs, arbiterOnly, newlyAdded, tags);
  }

  /** The same member with other votes and priority. */
  public Member with(int newVotes, double newPriority) {
    return new Member(
        id, host, newVotes, newPriority, hidden, delaySecs, arbiterOnly, newlyAdded, tags);
  }
}
