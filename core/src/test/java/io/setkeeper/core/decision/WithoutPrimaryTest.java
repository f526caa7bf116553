package io.setkeeper.core.decision;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithoutPrimaryTest {
  @Test
  void withoutAPrimaryMongodbElects() {
    Expect.waits(Scene.wholeSetOf(3).self(1).down(0), "elect a primary");
  }

  @Test
  void whereAPrimaryIsSeenItsKeeperActs() {
    Expect.waits(Scene.wholeSetOf(3).self(1), "Leaving the set to the keeper of mongo-0");
  }

  @Test
  void withoutAMajorityItSaysWhatMayBeOrdered() {
    Expect.waits(
        Scene.wholeSetOf(3).self(2).down(0).down(1),
        "setkeeper.io/recover-from='mongo-2@1/5 without mongo-0,mongo-1'");
  }

  @Test
  void theOrderThatItSaysNamesTheSilentOnesWithoutAVoteToo() {
    Scene scene = Scene.wholeSetOf(3).pod(3).member(Member.newcomer(3, Scene.host(3)));
    Expect.waits(scene.self(2).down(0).down(1).down(3), "without mongo-0,mongo-1,mongo-3'");
  }

  @Test
  void whoHasNoDataAdvisesNobodyToRecoverFromIt() {
    Expect.waits(
        Scene.wholeSetOf(3).self(2).down(0).down(1).sees(2, MemberState.RECOVERING, Scene.HEAD),
        "the own one is RECOVERING");
  }

  @Test
  void whoWasRemovedWaitsToBeAdded() {
    Expect.waits(
        Scene.wholeSetOf(3).self(2).mongod(2, Scene.removedFrom(Scene.SET_ID)),
        "Waiting to be added");
  }

  @Test
  void whereNobodyIsAMemberAnyMoreAnEmptyPodHidesItNot() {
    Scene scene = new Scene().replicas(2).pod(0).pod(1).empty(1);
    Expect.refuses(
        scene.mongod(0, Scene.removedFrom(Scene.SET_ID)),
        "no pod that has the set's data is a member any more");
  }

  private static Mongod doesNotFindItself(HostPort host) {
    return new Mongod.Removed(
        Optional.of(
            new ReplicaSetConfig(
                "rs0",
                new ConfigVersion(1, 5),
                List.of(Member.voter(0, host)),
                Optional.of(Scene.SET_ID))),
        Scene.HEAD);
  }

  @Test
  void aMongodThatDoesNotFindItselfInItsOwnConfigIsNoLostSet() {
    Mongod lost = doesNotFindItself(Scene.host(0));
    Expect.waits(new Scene().pod(0).mongod(0, lost), "delete the pod");
  }

  @Test
  void aPodThatIsNotThereForAMomentMayBeTheSet() {
    Expect.waits(
        new Scene().replicas(2).pod(0).mongod(0, Scene.removedFrom(Scene.SET_ID)),
        "Waiting to be added");
  }

  @Test
  void whoWasScaledAwayAdvisesNobodyToRecoverFromIt() {
    Expect.waits(
        new Scene()
            .replicas(1)
            .pod(0)
            .empty(0)
            .pod(1)
            .self(1)
            .mongod(1, Scene.removedFrom(Scene.SET_ID)),
        "Waiting to be added");
  }

  @Test
  void aMongodThatDoesNotFindItselfUnderItsShortNameIsNoLostSet() {
    Mongod lost = doesNotFindItself(HostPort.parse("mongo-0.mongo:27017"));
    Expect.waits(new Scene().pod(0).mongod(0, lost), "delete the pod");
  }

  private static Scene allEmpty() {
    return Scene.wholeSetOf(3)
        .sees(0, MemberState.STARTUP2, OpTime.NONE)
        .sees(1, MemberState.STARTUP2, OpTime.NONE)
        .sees(2, MemberState.STARTUP2, OpTime.NONE);
  }

  @Test
  void aSetThatWasJustInitiatedHasNothingYetAndIsNoneThatLostIt() {
    Expect.waits(allEmpty().justInitiated().term(0), "elect a primary");
    // Somebody stands: that is a new term, and no primary yet.
    Expect.waits(allEmpty().justInitiated().term(1), "elect a primary");
  }

  @Test
  void whereNoMemberHasAnythingTheySayThatNobodyWillEverSync() {
    Expect.refuses(allEmpty(), "empty every volume of the set");
  }

  @Test
  void whereOnePodIsSilentItMayHaveTheData() {
    Expect.waits(allEmpty().silent(1), "Waiting for MongoDB to elect a primary");
  }
}
