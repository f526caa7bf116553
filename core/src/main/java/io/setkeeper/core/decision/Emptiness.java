package io.setkeeper.core.decision;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import java.util.Optional;

/**
 * Whether a set may be initiated without making a second one: no volume of the StatefulSet may hold
 * a config. A volume whose mongod is silent, or whose pod is not created, may.
 *
 * <p>Where mongods demand a login and there is no user yet, only a mongod's own keeper is let in,
 * by MongoDB's localhost exception, and it may not look at the volume: createUser, grantRole,
 * addShard, replSetInitiate and replSetGetStatus are all that the exception allows (recorded:
 * with_keyfile; source: authorization_session_impl.cpp, getDefaultPrivileges; serverStatus is an
 * arbiter's alone). So such a mongod is known to have no config and no user, and nothing was
 * written to it under authorization; what was written before authorization was switched on is
 * {@link Mongod.Contents#UNSEEN}. That is enough for the mongod that initiates, which keeps what it
 * holds, and for no other: a member that is added syncs, and loses what it held, and no mongod from
 * 4.0 on refuses that (source: replSetHeartbeat, which tells whether there is data in protocol
 * version 0 alone). What others say of such a mongod, a label on its pod for one, knows no more
 * than its own keeper. Only who logs in by the set's key file is let in before there is a user.
 */
final class Emptiness {
  /** Why it is not known, and what a person can do. */
  static final String UNSEEN_REMEDY =
      "it has no user yet, so it lets nobody look at its volume; give every keeper the mongods' key"
          + " file (SETKEEPER_KEY_FILE), by which it may";

  private Emptiness() {}

  /** The first thing that may hold a config, as the reason to wait; empty when nothing does. */
  static Optional<String> mayHoldAConfig(Snapshot snapshot) {
    return unlistedClaims(snapshot)
        .or(() -> unseenClaim(snapshot))
        .or(
            () ->
                snapshot.pods().stream()
                    .flatMap(pod -> mayHoldAConfig(snapshot, pod).stream())
                    .findFirst());
  }

  /** The first claim without a pod that could tell what is on it. */
  static Optional<String> unseenClaim(Snapshot snapshot) {
    return snapshot.claims().stream()
        .filter(claim -> snapshot.pod(claim.ordinal()).isEmpty())
        .findFirst()
        .map(
            claim ->
                "claim %s may hold a replica-set config, and its pod is not created yet; if it is not going to be, scale up so that it can tell, or delete the claim"
                    .formatted(claim.name()));
  }

  /** Why it is not known which claims there are, where it is not. */
  static Optional<String> unlistedClaims(Snapshot snapshot) {
    return snapshot.claims().stream()
        .filter(claim -> !claim.listed())
        .map(
            claim ->
                "which claims there are is not known, and any may hold a replica-set config: "
                    + claim.name())
        .findFirst();
  }

  private static Optional<String> mayHoldAConfig(Snapshot snapshot, Pod pod) {
    return switch (snapshot.mongod(pod.name())) {
      case Mongod.Uninitiated(var contents, var setName) -> mayHaveData(snapshot, pod, contents);
      case Mongod.Unknown(String why, boolean refused) ->
          Optional.of(
              "the mongod of %s may hold a replica-set config: %s".formatted(pod.name(), why));
      case Mongod.Removed removed ->
          Optional.of("the mongod of " + pod.name() + " holds the config of a set");
      case Mongod.InSet in ->
          Optional.of("the mongod of " + pod.name() + " is a member of a set already");
    };
  }

  private static Optional<String> mayHaveData(
      Snapshot snapshot, Pod pod, Mongod.Contents contents) {
    return switch (contents) {
      case NOTHING -> Optional.empty();
      case DATA -> Optional.of("the mongod of " + pod.name() + " has data already");
      case UNSEEN ->
          Optional.of("the mongod of %s may have data: %s".formatted(pod.name(), UNSEEN_REMEDY))
              .filter(why -> !pod.name().equals(snapshot.self()));
    };
  }
}
