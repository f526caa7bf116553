package io.setkeeper.core.decision;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import java.util.Optional;

/**
 * Whether a set may be initiated without making a second one: no volume of the StatefulSet may hold
 * a config. A volume whose mongod is silent, or whose pod is not created, may.
 */
final class Emptiness {
  private Emptiness() {}

  /** The first thing that may hold a config, as the reason to wait; empty when nothing does. */
  static Optional<String> mayHoldAConfig(Snapshot snapshot) {
    return unlistedClaims(snapshot)
        .or(() -> unseenClaim(snapshot))
        .or(
            () ->
                snapshot.pods().stream()
                    .flatMap(pod -> mayHoldAConfig(pod, snapshot.mongod(pod.name())).stream())
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

  private static Optional<String> mayHoldAConfig(Pod pod, Mongod mongod) {
    return switch (mongod) {
      case Mongod.Uninitiated other when other.empty() -> Optional.empty();
      case Mongod.Uninitiated other ->
          Optional.of("the mongod of " + pod.name() + " has data already");
      case Mongod.Unknown(String why, boolean refused) ->
          Optional.of(
              "the mongod of %s may hold a replica-set config: %s".formatted(pod.name(), why));
      case Mongod.Removed removed ->
          Optional.of("the mongod of " + pod.name() + " holds the config of a set");
      case Mongod.InSet in ->
          Optional.of("the mongod of " + pod.name() + " is a member of a set already");
    };
  }
}
