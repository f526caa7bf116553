package io.setkeeper.core.model;

/** A member's state, MongoDB's own names (manual: reference/replica-states). */
public enum MemberState {
  STARTUP,
  PRIMARY,
  SECONDARY,
  RECOVERING,
  STARTUP2,
  UNKNOWN,
  ARBITER,
  DOWN,
  ROLLBACK,
  REMOVED;

  /**
   * Whether a member in this state holds the set's data up to some point: it may be elected or
   * read.
   */
  public boolean readable() {
    return this == PRIMARY || this == SECONDARY;
  }

  /** Whether a member in this state answers a vote request with what it has: a healthy voter. */
  public boolean votes() {
    return readable() || this == ARBITER || this == RECOVERING;
  }

  /**
   * Reads {@code stateStr} of replSetGetStatus; an unknown word ("(not reachable/healthy)") is
   * DOWN.
   */
  public static MemberState of(String stateStr) {
    for (MemberState state : values()) {
      if (state.name().equals(stateStr)) {
        return state;
      }
    }
    return DOWN;
  }
}
