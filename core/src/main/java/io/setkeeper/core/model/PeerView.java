package io.setkeeper.core.model;

/**
 * How one mongod sees a member of its set, from replSetGetStatus.
 *
 * @param id the member's {@code _id}
 * @param healthy {@code health: 1}; it may be 12 s old after a death (recorded)
 * @param applied the last operation that the member is known to have applied
 */
public record PeerView(int id, MemberState state, boolean healthy, OpTime applied) {}
