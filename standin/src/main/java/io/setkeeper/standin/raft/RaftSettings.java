package io.setkeeper.standin.raft;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What one member's part of a Raft group needs to begin.
 *
 * @param folder where the log and the snapshots are
 * @param address the address to listen on
 * @param port the port to listen on
 * @param self this member's id in the group
 * @param group the group's id; members of other groups are not talked to
 * @param founders all voters, when the group begins with them; empty to be invited into a group, or
 *     when the log on disk knows better
 * @param electionTimeout after how long without a leader a follower stands by itself, at the least
 */
public record RaftSettings(
    Path folder,
    String address,
    int port,
    String self,
    UUID group,
    List<Peer> founders,
    Duration electionTimeout) {

  /**
   * A member of the group.
   *
   * @param id its id, one for each life of its data: a member whose disk was wiped is another peer,
   *     as Raft demands
   * @param address "host:port" of its Raft listener
   * @param priority who is preferred as leader; a leader hands over to a caught-up peer of a higher
   *     one
   */
  public record Peer(String id, String address, int priority) {}

  /**
   * Who is in the group.
   *
   * @param voters those who vote and count
   * @param listeners those who only copy
   */
  public record Membership(List<Peer> voters, List<Peer> listeners) {}
}
