package io.setkeeper.core.model;

import java.time.Duration;

/**
 * How one mongod sees a member of its set, from replSetGetStatus.
 *
 * @param id the member's {@code _id}
 * @param healthy {@code health: 1}; it may be 12 s old after a death (recorded), so {@code silence}
 *     is looked at too
 * @param applied the last operation that the member is known to have applied
 * @param silence since a healthy member last answered a heartbeat ({@code date} less {@code
 *     lastHeartbeat}), and since any other last sent one ({@code lastHeartbeatRecv}: the first is
 *     fresh for a dead member too, recorded); zero for the mongod itself
 */
public record PeerView(
    int id, MemberState state, boolean healthy, OpTime applied, Duration silence) {

  /**
   * Whether it syncs from the beginning. STARTUP alone tells nothing: its oplog is not read yet.
   */
  public boolean isEmpty() {
    return state == MemberState.STARTUP2 && applied.isNone();
  }

  /** A member that answered just now. */
  public static PeerView of(int id, MemberState state, boolean healthy, OpTime applied) {
    return new PeerView(id, state, healthy, applied, Duration.ZERO);
  }
}
