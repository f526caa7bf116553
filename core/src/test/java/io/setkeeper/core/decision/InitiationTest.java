package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.SetRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitiationTest {
  private static final Mongod UNSEEN =
      new Mongod.Uninitiated(Mongod.Contents.UNSEEN, Optional.empty());

  private static final SetRecord.Initiating BY_MONGO_0 =
      new SetRecord.Initiating("1", "mongo-0", "uid-mongo-0", List.of("claim-0"));

  @Test
  void theFirstPodTakesTheLeaseFirst() {
    Expect.action(Scene.emptyPods(1, 3), Action.TakeLease.class);
  }

  @Test
  void underTheLeaseItCreatesTheRecordWithItsPodAndTheClaims() {
    var write = Expect.action(Scene.emptyPods(1, 3).ownLease(), Action.WriteRecord.class);

    assertThat(write.from()).isEqualTo(new SetRecord.None());
    assertThat(write.to())
        .isEqualTo(new SetRecord.Initiating("", "mongo-0", "uid-mongo-0", List.of("claim-0")));
  }

  @Test
  void underTheRecordItInitiatesWithItsFinalName() {
    var initiate = Expect.action(Scene.emptyPods(1, 3).record(BY_MONGO_0), Action.Initiate.class);

    assertThat(initiate.config().members()).containsExactly(Member.voter(0, Scene.host(0)));
  }

  @Test
  void aPeerThatMayHaveGotTheConfigStopsTheSecondAttempt() {
    Expect.waits(
        Scene.emptyPods(2, 3).silent(1).record(BY_MONGO_0),
        "mongod of mongo-1 may hold a replica-set config");
  }

  @Test
  void podsThatAnswerTogetherAreInitiatedTogetherWithAnOddNumberOfVotes() {
    var initiate = Expect.action(Scene.emptyPods(4, 4).record(BY_MONGO_0), Action.Initiate.class);

    assertThat(initiate.config().members()).extracting(Member::id).containsExactly(0, 1, 2, 3);
    assertThat(Expect.voterIds(initiate.config())).containsExactly(0, 1, 2);
  }

  @Test
  void theOwnMongodIsInitiatedThoughItsVolumeCantBeSeenForItKeepsWhatItHolds() {
    var initiate =
        Expect.action(
            Scene.emptyPods(3, 3).mongod(0, UNSEEN).record(BY_MONGO_0), Action.Initiate.class);

    assertThat(initiate.config().members()).extracting(Member::id).containsExactly(0, 1, 2);
  }

  @Test
  void anotherMongodWhoseVolumeCantBeSeenMayHaveData() {
    Expect.waits(Scene.emptyPods(2, 3).mongod(1, UNSEEN).ownLease(), "SETKEEPER_KEY_FILE");
    Expect.waits(
        Scene.emptyPods(2, 3).mongod(1, UNSEEN).record(BY_MONGO_0), "mongo-1 may have data");
  }

  @Test
  void aNewcomerWhoseVolumeCantBeSeenSaysWhatAPersonCanDo() {
    Expect.refuses(
        Scene.emptyPods(2, 3)
            .self(1)
            .mongod(1, UNSEEN)
            .record(new SetRecord.Initiated("1", "set", 0)),
        "SETKEEPER_KEY_FILE");
  }

  @Test
  void whereTheClaimsCantBeListedNothingIsInitiated() {
    Expect.waits(
        Scene.emptyPods(1, 3).unlistedClaims("it may not list them").ownLease(), "not list");
    Expect.waits(
        Scene.emptyPods(1, 3).unlistedClaims("it may not list them").record(BY_MONGO_0),
        "it may not list them");
  }

  @Test
  void anotherOrdinalNeverInitiates() {
    Expect.waits(Scene.emptyPods(3, 3).self(1).ownLease(), "keeper of mongo-0 initiates");
  }

  @Test
  void theLowestOrdinalIsThatOfTheOrdinalsStart() {
    Expect.waits(Scene.emptyPods(1, 3).firstOrdinal(5).ownLease(), "keeper of mongo-5 initiates");
  }

  @Test
  void aSilentPeerMayHoldAConfig() {
    Expect.waits(
        Scene.emptyPods(2, 3).silent(1).ownLease(),
        "mongod of mongo-1 may hold a replica-set config");
  }

  @Test
  void anOldClaimWhosePodIsNotCreatedYetMayHoldAConfig() {
    Expect.waits(
        Scene.emptyPods(1, 3).claim(2).ownLease(),
        "claim data-mongo-2 may hold a replica-set config");
  }

  @Test
  void aPeerWithAConfigStopsTheInitiation() {
    Expect.waits(
        Scene.emptyPods(2, 3).mongod(1, Scene.removedFrom(Scene.SET_ID)).ownLease(),
        "mongo-1 holds the config of a set");
  }

  @Test
  void aPeerWithDataStopsTheInitiation() {
    Expect.waits(
        Scene.emptyPods(2, 3).mongod(1, new Mongod.Uninitiated(false, Optional.empty())).ownLease(),
        "mongo-1 has data already");
  }

  @Test
  void cachesAreNotEnoughToInitiate() {
    Expect.looksAgain(Scene.emptyPods(1, 3).cached().ownLease());
  }

  @Test
  void anotherKeepersLeaseIsWaitedFor() {
    Expect.waits(
        Scene.emptyPods(1, 3).lease(new LeaseView.Held("mongo-1", Scene.NOW.plusSeconds(5))),
        "mongo-1 holds the Lease");
  }

  @Test
  void aLeaseThatRanOutIsTaken() {
    Expect.action(
        Scene.emptyPods(1, 3).lease(new LeaseView.Held("mongo-1", Scene.NOW.minusSeconds(1))),
        Action.TakeLease.class);
  }

  @Test
  void ownDatabasesWithoutAConfigAreAPersonsDecision() {
    Expect.refuses(
        Scene.emptyPods(1, 3).mongod(0, new Mongod.Uninitiated(false, Optional.of("rs0"))),
        "has databases but no replica-set config");
  }

  @Test
  void aRecordThatNamesAnotherPodIsItsToFinish() {
    Expect.waits(
        Scene.emptyPods(2, 3).self(1).record(BY_MONGO_0),
        "mongo-0 initiates the set, as its record says");
  }

  @Test
  void aRecordWhoseVolumeIsGoneMayHaveBeenInitiatedThere() {
    Expect.refuses(
        Scene.emptyPods(1, 3)
            .record(new SetRecord.Initiating("1", "mongo-0", "old", List.of("old-claim"))),
        "setkeeper.io/start-afresh");
  }

  @Test
  void anEmptyMongodOfAnInitiatedSetWaitsToBeAdded() {
    Expect.waits(Scene.emptyPods(2, 3).silent(1).highestId(2), "Waiting to be added");
  }

  @Test
  void aSetThatEveryVolumeForgotIsNotInitiatedAgain() {
    Expect.refuses(Scene.emptyPods(3, 3).highestId(2), "every volume is empty now");
  }

  @Test
  void anUnreadableRecordIsNoMissingRecord() {
    Expect.waits(
        Scene.emptyPods(1, 3).ownLease().record(new SetRecord.Unknown("forbidden")),
        "the set's record can't be read: forbidden");
  }

  @Test
  void aTerminatingPodDoesNotInitiate() {
    Expect.waits(Scene.emptyPods(1, 3).terminating(0).ownLease(), "this pod is terminating");
  }

  @Test
  void aStatefulSetAtZeroFormsNoSet() {
    Expect.waits(Scene.emptyPods(1, 0).ownLease(), "being deleted or scaled to 0");
  }

  @Test
  void aPodThatTheApiServerDoesNotShowYetWaits() {
    Expect.waits(Scene.emptyPods(1, 3).withoutPod(0).ownLease(), "does not show this pod yet");
  }

  @Test
  void aPodThatIsWishedAsAnArbiterIsAddedAsOneLater() {
    var initiate =
        Expect.action(
            Scene.emptyPods(3, 3).record(BY_MONGO_0).wishes(Asked.arbiter(2)),
            Action.Initiate.class);
    assertThat(initiate.config().members()).extracting(Member::id).containsExactly(0, 1);
  }

  @Test
  void aPodThatTerminatesDoesNotGoOnWithItsRecord() {
    Expect.waits(
        Scene.emptyPods(1, 3).record(BY_MONGO_0).terminating(0), "this pod is terminating");
  }

  @Test
  void dataOfAPodInASetThatExistsIsNotToBeInitiatedByHand() {
    Expect.refuses(
        Scene.wholeSetOf(3).self(2).mongod(2, Scene.withData()), "save it, empty the volume");
  }

  @Test
  void aClaimThatHidesTheLastConfigIsNamedWhereEverythingElseIsEmpty() {
    Expect.waits(
        Scene.emptyPods(2, 2).claim(2).highestId(2),
        "claim data-mongo-2 may hold a replica-set config");
  }

  // a fresh start by order

  @Test
  void anOrderThatNamesTheLostSetBeginsAfresh() {
    var write =
        Expect.action(
            Scene.emptyPods(3, 3).highestId(2).ownLease().wishes(Asked.startAfresh(Scene.SET_ID)),
            Action.WriteRecord.class);
    assertThat(write.to()).isInstanceOf(SetRecord.Initiating.class);
  }

  @Test
  void anOrderThatNamesAnotherSetDoesNot() {
    Expect.refuses(
        Scene.emptyPods(3, 3).highestId(2).ownLease().wishes(Asked.startAfresh("another")),
        "every volume is empty now");
  }

  @Test
  void anOrderDoesNotBeginAfreshWhileAVolumeMayHoldTheSet() {
    Expect.waits(
        Scene.emptyPods(3, 3)
            .silent(2)
            .highestId(2)
            .ownLease()
            .wishes(Asked.startAfresh(Scene.SET_ID)),
        "Waiting to be added");
  }

  @Test
  void anOrderThatNamesTheLostInitiationBeginsAfresh() {
    SetRecord lost = new SetRecord.Initiating("1", "mongo-0", "old", List.of("old-claim"));
    var write =
        Expect.action(
            Scene.emptyPods(1, 3).record(lost).ownLease().wishes(Asked.startAfresh("old")),
            Action.WriteRecord.class);
    assertThat(write.from()).isEqualTo(lost);
  }

  @Test
  void aClaimWithoutAPodThatWasSeenOnceIsLookedAtAgain() {
    Expect.looksAgain(Scene.emptyPods(1, 3).claim(2).ownLease().cached());
  }

  @Test
  void aLeaseThatCouldNotBeReadOnceIsLookedAtAgain() {
    Expect.looksAgain(Scene.emptyPods(1, 3).lease(new LeaseView.Unknown("no answer")).cached());
  }

  @Test
  void aPodThatBeganAndIsNoMoreIsGivenUpByOrderOnly() {
    SetRecord gone = new SetRecord.Initiating("1", "mongo-9", "uid-of-9", List.of("claim-0"));
    Expect.waits(
        Scene.emptyPods(1, 1).record(gone).ownLease(), "setkeeper.io/start-afresh=uid-of-9");
    Expect.action(
        Scene.emptyPods(1, 1).record(gone).ownLease().wishes(Asked.startAfresh("uid-of-9")),
        Action.WriteRecord.class);
  }
}
