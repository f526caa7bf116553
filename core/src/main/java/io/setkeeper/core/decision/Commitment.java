package io.setkeeper.core.decision;

import java.util.Optional;

/**
 * One config at a time: the next reconfig waits until a majority has installed this one (manual:
 * replSetReconfig; recorded: replSetGetConfig's commitmentStatus).
 *
 * <p>If each config is committed before the next and differs from it by one vote at most, any
 * majority of the one shares a member with any majority of the other. So no write that was
 * acknowledged under the old config can be unknown to a primary elected under the new one.
 */
final class Commitment {
  private Commitment() {}

  static Optional<Decision> decide(PrimaryView view) {
    if (view.own().committed()) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision.Wait(
            Reason.of(
                "one-config-at-a-time",
                "Waiting for config %s to be committed".formatted(view.config().version()),
                "a majority has not installed it yet: " + view.quorum())));
  }
}
