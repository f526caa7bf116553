package io.setkeeper.cli.connect;

import io.setkeeper.door.ConnectionString;
import io.setkeeper.door.MemberAddress;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How it is at one moment.
 *
 * @param membership empty while no mongod tells
 * @param doors each member's port of 127.0.0.1
 * @param away why a pod's mongod is not reached, by pod
 * @param trouble what keeps the API server's changes from being seen; empty where nothing does
 */
record View(
    Optional<Membership> membership,
    NavigableMap<MemberAddress, Integer> doors,
    NavigableMap<String, String> away,
    Optional<String> trouble) {

  /** Before anything is known. */
  static final View BLANK =
      new View(Optional.empty(), new TreeMap<>(), new TreeMap<>(), Optional.empty());

  /** The string for clients on this machine, once there is a door. */
  Optional<String> uri() {
    return membership
        .filter(_ -> !doors.isEmpty())
        .map(known -> ConnectionString.outside(known.set(), doors));
  }
}
