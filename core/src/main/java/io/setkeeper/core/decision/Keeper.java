package io.setkeeper.core.decision;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Instant;
import java.util.Optional;

/**
 * The decision. Who may act:
 *
 * <ul>
 *   <li>on a set that is initiated: the keeper whose own mongod is the writable primary ({@link
 *       Upkeep}). MongoDB lets at most one of those commit a config, and every reconfig names the
 *       (term, version) that it was decided on, so two keepers can't undo each other;
 *   <li>on a set without a primary: nobody, MongoDB elects; a keeper may ask its own mongod to
 *       stand where waiting for that is needless ({@link Standing}), and nothing else;
 *   <li>on a set that is not initiated: the keeper of the lowest ordinal, in durable steps ({@link
 *       Initiation});
 *   <li>on a set whose majority is lost for good: the keeper of the survivor that a person's order
 *       names ({@link Recovery}).
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
    Optional<Decision> byOrder = Recovery.decide(snapshot, wanted);
    // An order that is refused holds up nothing that is due: it may be one that was left behind.
    if (byOrder.isPresent() && !(byOrder.get() instanceof Decision.Refuse)) {
      return byOrder.get();
    }
    Decision decision = withoutOrder(snapshot, wanted, policy, now);
    return decision instanceof Decision.Act ? decision : byOrder.orElse(decision);
  }

  private static Decision withoutOrder(
      Snapshot snapshot, StatefulSetView.Known wanted, Policy policy, Instant now) {
    return switch (snapshot.ownMongod()) {
      case Mongod.Unknown(String why, boolean refused) ->
          waits("own-mongod", "Waiting for the own mongod to answer", why);
      case Mongod.Removed own -> WithoutPrimary.removed(snapshot, wanted, own);
      case Mongod.Uninitiated own -> Initiation.decide(snapshot, wanted, own, policy, now);
      case Mongod.InSet own when own.writable() -> Upkeep.decide(snapshot, wanted, own, policy);
      case Mongod.InSet own ->
          Standing.decide(snapshot, own, now)
              .orElseGet(() -> WithoutPrimary.follow(snapshot, wanted, own));
    };
  }

  private static Decision waits(String rule, String what, String why) {
    return new Decision.Wait(Reason.of(rule, what, why));
  }
}
