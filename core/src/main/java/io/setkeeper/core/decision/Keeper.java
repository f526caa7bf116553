package io.setkeeper.core.decision;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Instant;

/**
 * The decision. Who may act:
 *
 * <ul>
 *   <li>on a set that is initiated: the keeper whose own mongod is the writable primary ({@link
 *       Upkeep}). MongoDB lets at most one of those commit a config, and every reconfig names the
 *       (term, version) that it was decided on, so two keepers can't undo each other;
 *   <li>on a set without a primary: nobody, MongoDB elects; but one that was just initiated asks
 *       its own mongod to stand ({@link Standing});
 *   <li>on a set that is not initiated: the keeper of the lowest ordinal, in durable steps ({@link
 *       Initiation}).
 * </ul>
 *
 * What is unknown is waited for; it is never taken for empty, dead or gone.
 */
public final class Keeper {
  private Keeper() {}

  /**
   * Decides the next step of the keeper that took the snapshot.
   *
   * @param now the time to hold the Lease's end against
   */
  public static Decision decide(Snapshot snapshot, Policy policy, Instant now) {
    return switch (snapshot.statefulSet()) {
      case StatefulSetView.Unknown(String why) ->
          waits("statefulset-known", "Waiting for the StatefulSet to be read", why);
      case StatefulSetView.Absent() ->
          waits(
              "statefulset-known",
              "Touching nothing: the StatefulSet is gone",
              "without it nobody can tell which members are wanted; it removes nobody");
      case StatefulSetView.Known wanted when wanted.paused() ->
          waits(
              "paused",
              "Touching nothing: the set is paused",
              "the StatefulSet carries setkeeper.io/paused: \"true\"");
      case StatefulSetView.Known wanted -> decide(snapshot, wanted, policy, now);
    };
  }

  private static Decision decide(
      Snapshot snapshot, StatefulSetView.Known wanted, Policy policy, Instant now) {
    return switch (snapshot.ownMongod()) {
      case Mongod.Unknown(String why, boolean refused) ->
          waits("own-mongod", "Waiting for the own mongod to answer", why);
      case Mongod.Removed removed ->
          waits(
              "own-mongod",
              "Waiting to be added by the primary's keeper",
              "the own mongod has a config in which it is no member");
      case Mongod.Uninitiated own -> Initiation.decide(snapshot, wanted, own, policy, now);
      case Mongod.InSet own when own.writable() -> Upkeep.decide(snapshot, wanted, own, policy);
      case Mongod.InSet own -> Standing.decide(snapshot, own).orElseGet(() -> follow(own));
    };
  }

  private static Decision follow(Mongod.InSet own) {
    return own.primary()
        .map(
            primary ->
                waits(
                    "primary-acts",
                    "Leaving the set to the keeper of " + primary.host(),
                    "its mongod is the primary"))
        .orElseGet(
            () ->
                waits(
                    "primary-acts",
                    "Waiting for MongoDB to elect a primary",
                    "no member is known to be primary; the own one is " + own.state()));
  }

  private static Decision waits(String rule, String what, String why) {
    return new Decision.Wait(Reason.of(rule, what, why));
  }
}
