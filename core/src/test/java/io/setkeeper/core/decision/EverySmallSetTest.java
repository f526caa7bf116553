package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every set of up to three pods, each of them a member or not, in every state, with every wanted
 * size: no decision on any of them is one that must never be made.
 */
class EverySmallSetTest {
  /** How a pod stands to the set, as the primary sees it. */
  enum As {
    VOTER,
    SYNCING_VOTER,
    DEAD_VOTER,
    LAGGING_VOTER,
    NEWCOMER,
    SYNCING_NEWCOMER,
    DEAD_NEWCOMER,
    EMPTY,
    SILENT,
    WITH_DATA,
    REMOVED
  }

  /** What Kubernetes shows of it. */
  private enum Shown {
    RUNNING,
    TERMINATING,
    ABSENT
  }

  private record Other(As as, Shown shown) {}

  private static List<Other> others() {
    List<Other> all = new ArrayList<>();
    for (As as : As.values()) {
      for (Shown shown : Shown.values()) {
        all.add(new Other(as, shown));
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void noDecisionOnASetOfThreePodsIsUnsafe(int primary) {
    for (Other one : others()) {
      for (Other two : others()) {
        for (int size = 0; size <= 3; size++) {
          check(primary, List.of(one, two), size);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noDecisionOnASetOfTwoPodsIsUnsafe(As other) {
    for (Shown shown : Shown.values()) {
      for (int size = 0; size <= 3; size++) {
        check(0, List.of(new Other(other, shown)), size);
        check(1, List.of(new Other(other, shown)), size);
      }
    }
  }

  private static void check(int primary, List<Other> others, int size) {
    for (Shown own : Shown.values()) {
      for (boolean committed : new boolean[] {true, false}) {
        for (boolean fresh : new boolean[] {true, false}) {
          Scene scene = scene(primary, own, others).replicas(size);
          Scene asked = committed ? scene : scene.uncommitted();
          Snapshot snapshot = (fresh ? asked : asked.cached()).snapshot();
          Safety.check(snapshot, Keeper.decide(snapshot, Policy.of("rs0"), Scene.NOW));
        }
      }
    }
  }

  private static Scene scene(int primary, Shown own, List<Other> others) {
    Scene scene = new Scene().self(primary).pod(primary);
    scene.member(Member.voter(primary, Scene.host(primary)));
    show(scene, primary, own);
    int ordinal = 0;
    for (Other other : others) {
      ordinal += ordinal == primary ? 1 : 0;
      add(scene, ordinal, other);
      ordinal++;
    }
    return scene.highestId(2);
  }

  private static void add(Scene scene, int ordinal, Other other) {
    scene.pod(ordinal);
    Member voter = Member.voter(ordinal, Scene.host(ordinal));
    Member newcomer = Member.newcomer(ordinal, Scene.host(ordinal));
    Scene added =
        switch (other.as()) {
          case VOTER -> scene.member(voter);
          case SYNCING_VOTER ->
              scene.member(voter).sees(ordinal, MemberState.STARTUP2, OpTime.NONE);
          case DEAD_VOTER -> scene.member(voter).down(ordinal);
          case LAGGING_VOTER ->
              scene.member(voter).sees(ordinal, MemberState.SECONDARY, new OpTime(1, 1, 1));
          case NEWCOMER -> scene.member(newcomer);
          case SYNCING_NEWCOMER ->
              scene.member(newcomer).sees(ordinal, MemberState.STARTUP2, OpTime.NONE);
          case DEAD_NEWCOMER -> scene.member(newcomer).down(ordinal);
          case EMPTY -> scene.empty(ordinal);
          case SILENT -> scene.silent(ordinal);
          case WITH_DATA -> scene.mongod(ordinal, Scene.withData());
          case REMOVED -> scene.mongod(ordinal, Scene.removedFrom(Scene.SET_ID));
        };
    show(added, ordinal, other.shown());
  }

  private static void show(Scene scene, int ordinal, Shown shown) {
    switch (shown) {
      case RUNNING -> {}
      case TERMINATING -> scene.terminating(ordinal);
      case ABSENT -> scene.withoutPod(ordinal);
    }
  }
}
