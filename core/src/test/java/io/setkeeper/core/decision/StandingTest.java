package io.setkeeper.core.decision;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final SetRecord BY_MONGO_0 =
      new SetRecord.Initiating("1", "mongo-0", "uid-mongo-0", List.of());

  @Test
  void aSetThatWasJustInitiatedDoesNotWaitForTheElectionTimeOut() {
    Expect.action(initiated(0, MemberState.SECONDARY), Action.StepUp.class);
  }

  @Test
  void itStandsOnlyWhenItsVotersFollow() {
    Expect.waits(initiated(0, MemberState.STARTUP2), "MongoDB to elect");
  }

  @Test
  void itStandsOnceBecauseStandingBeginsATerm() {
    Expect.waits(initiated(1, MemberState.SECONDARY), "MongoDB to elect");
  }

  @Test
  void onlyTheMemberThatWasInitiatedOnStands() {
    Expect.waits(
        initiated(0, MemberState.SECONDARY)
            .record(new SetRecord.Initiating("1", "mongo-1", "uid-mongo-1", List.of())),
        "MongoDB to elect");
  }

  @Test
  void aSetWhoseRecordSaysInitiatedElectsByItself() {
    Expect.waits(initiated(0, MemberState.SECONDARY).highestId(1), "MongoDB to elect");
  }

  // the last primary's process is gone

  /** mongo-0 was the primary of this term; the keeper of mongo-1 looks. */
  private static Scene withoutPrimary() {
    return Scene.wholeSetOf(3).self(1).sawPrimary(0, 1).down(0).refuses(0);
  }

  @Test
  void whenThePrimarysProcessIsGoneTheLowestOrdinalOfTheFreshestStands() {
    Expect.action(withoutPrimary(), Action.StepUp.class);
  }

  @Test
  void theOthersLeaveItToIt() {
    Expect.waits(withoutPrimary().self(2), "Leaving it to mongo-1");
  }

  @Test
  void theFreshestStandsWhateverItsOrdinal() {
    Expect.action(
        withoutPrimary().self(2).sees(1, MemberState.SECONDARY, new OpTime(1, 999, 1)),
        Action.StepUp.class);
  }

  @Test
  void aPrimaryThatIsOnlySilentIsLeftToMongodb() {
    Expect.waits(withoutPrimary().silent(0), "MongoDB to elect");
  }

  @Test
  void aPrimaryThatRefusesOnlyTheKeeperIsNotGone() {
    Expect.waits(withoutPrimary().sees(0, MemberState.SECONDARY, Scene.HEAD), "MongoDB to elect");
  }

  @Test
  void aPrimaryOfAnEarlierTermTellsNothingYet() {
    Expect.waits(withoutPrimary().term(2).noneFor(Duration.ofMillis(999)), "MongoDB to elect");
  }

  @Test
  void nobodyStandsWhoseMongodHasNotHeardYetThatAnotherIsPrimary() {
    Mongod elected =
        Scene.wholeSetOf(3)
            .term(2)
            .sees(1, MemberState.PRIMARY, Scene.HEAD)
            .snapshot()
            .mongod("mongo-1");
    Expect.waits(withoutPrimary().self(2).mongod(1, elected), "MongoDB to elect");
  }

  @Test
  void nobodyStandsTwiceInATerm() {
    Expect.waits(withoutPrimary().stoodIn(1), "MongoDB to elect");
  }

  @Test
  void nobodyStandsWhosePodTerminates() {
    Expect.waits(withoutPrimary().terminating(1), "MongoDB to elect");
  }

  @Test
  void whoTerminatesIsNotLeftToStand() {
    Expect.action(withoutPrimary().self(2).terminating(1), Action.StepUp.class);
  }

  @Test
  void nobodyStandsWhoCouldNotWin() {
    Expect.waits(withoutPrimary().down(2), "Waiting for a majority");
  }

  @Test
  void nobodyStandsWhilePaused() {
    Expect.waits(withoutPrimary().wishes(Asked.pause()), "paused");
  }

  // an election was lost: mongo-1 stood in term 2, and nobody won it

  private static Scene afterALostElection() {
    return withoutPrimary().term(2).noneFor(Duration.ofSeconds(1)).stoodIn(1);
  }

  @Test
  void whenAnElectionWasLostItIsTheTurnOfTheNextOfTheEquallyFresh() {
    Expect.action(afterALostElection().self(2), Action.StepUp.class);
  }

  @Test
  void whoLostItLeavesTheNextOneToTheOther() {
    Expect.waits(afterALostElection(), "Leaving it to mongo-2");
  }

  /** mongo-1 stood, and the own mongod has not heard of that term yet. */
  private static Scene toldOfAnElection() {
    return withoutPrimary().self(2).mongod(1, ofTerm(withoutPrimary(), 2, 1));
  }

  private static Mongod ofTerm(Scene scene, long term, int ordinal) {
    return scene.term(term).snapshot().mongod("mongo-" + ordinal);
  }

  @Test
  void whoHasNotHeardOfThatTermYetKnowsItFromTheOther() {
    Expect.action(
        toldOfAnElection().term(2).noneFor(Duration.ofSeconds(1)).term(1), Action.StepUp.class);
  }

  @Test
  void itHasItsSecondToShowAWinnerThereToo() {
    Expect.waits(toldOfAnElection().noneFor(Duration.ofSeconds(5)), "MongoDB to elect");
  }

  @Test
  void aTermOfAnotherSetTellsNothing() {
    Mongod stranger = ofTerm(Scene.wholeSetOf(3).withoutSetId(), 9, 2);
    Expect.action(withoutPrimary().mongod(2, stranger), Action.StepUp.class);
  }

  @Test
  void theFormerPrimaryComesAfterTheOthersWhenItIsBack() {
    Scene back =
        Scene.wholeSetOf(3)
            .sawPrimary(0, 1)
            .sees(0, MemberState.SECONDARY, Scene.HEAD)
            .term(2)
            .noneFor(Duration.ofSeconds(1));
    Expect.waits(back.self(1), "Leaving it to mongo-2");
    Expect.action(back.self(2), Action.StepUp.class);
  }

  @Test
  void theOnlyFreshestStandsAgain() {
    Expect.action(
        afterALostElection().sees(2, MemberState.SECONDARY, new OpTime(1, 1, 1)),
        Action.StepUp.class);
  }

  @Test
  void whenEachHadItsTurnItIsLeftToMongodb() {
    Expect.waits(
        withoutPrimary().self(2).term(3).noneFor(Duration.ofSeconds(1)), "MongoDB to elect");
  }

  @Test
  void whoIsSilentMayHaveWonIt() {
    Scene five = Scene.wholeSetOf(5).self(2).sawPrimary(0, 1).down(0).refuses(0);
    Expect.action(five.term(2).noneFor(Duration.ofSeconds(1)), Action.StepUp.class);
    Expect.waits(five.silent(1), "MongoDB to elect");
  }

  /** As when its successor was asked while it had been elected already. */
  @Test
  void aPrimaryWhoseTermAnotherEndedMayStandAgainWhereItIsTheFreshest() {
    Scene deposed =
        Scene.wholeSetOf(3)
            .sawPrimary(0, 1)
            .sees(0, MemberState.SECONDARY, new OpTime(1, 2000, 1))
            .term(2)
            .noneFor(Duration.ofSeconds(1));
    Expect.action(deposed, Action.StepUp.class);
    Expect.waits(deposed.self(1), "Leaving it to mongo-0");
  }

  @Test
  void butNotAsLongAsItMayHaveSteppedDownOnPurpose() {
    Expect.waits(
        Scene.wholeSetOf(3)
            .sawPrimary(0, 1)
            .sees(0, MemberState.SECONDARY, Scene.HEAD)
            .noneFor(Duration.ofSeconds(5)),
        "MongoDB to elect");
  }

  // the last primary says that it is none any more

  private static Scene afterStepDown() {
    return Scene.wholeSetOf(3).self(1).sawPrimary(0, 1).sees(0, MemberState.SECONDARY, Scene.HEAD);
  }

  @Test
  void whenNobodyTakesOverFromAPrimaryThatSteppedDownOneStands() {
    Expect.action(afterStepDown().noneFor(Duration.ofSeconds(1)), Action.StepUp.class);
  }

  @Test
  void itsSuccessorHasASecondToStandByItself() {
    Expect.waits(afterStepDown().noneFor(Duration.ofMillis(999)), "MongoDB to elect");
  }

  @Test
  void whoSteppedDownIsNotAskedToStandAgain() {
    Expect.waits(
        afterStepDown()
            .noneFor(Duration.ofSeconds(5))
            .self(2)
            .sees(0, MemberState.SECONDARY, new OpTime(1, 2000, 1)),
        "Leaving it to mongo-1");
  }

  // the whole set was started anew

  private static Scene startedAnew() {
    return Scene.wholeSetOf(3).sees(0, MemberState.SECONDARY, Scene.HEAD);
  }

  @Test
  void aSetThatWasStartedAnewDoesNotWaitForTheElectionTimeOut() {
    Expect.action(startedAnew(), Action.StepUp.class);
  }

  @Test
  void aVoterThatDoesNotSayForItselfThatItIsSecondaryIsWaitedFor() {
    Expect.waits(startedAnew().silent(2), "MongoDB to elect");
  }

  @Test
  void aSetThatIsBeingInitiatedIsNotTakenForStartedAnew() {
    Expect.waits(startedAnew().record(BY_MONGO_0), "MongoDB to elect");
  }

  @Test
  void whoEverSawAPrimaryDoesNotTakeTheSetForStartedAnew() {
    Expect.waits(startedAnew().sawPrimary(2, 0), "MongoDB to elect");
  }

  private static Scene initiated(long term, MemberState other) {
    List<Member> members = List.of(Member.voter(0, Scene.host(0)), Member.voter(1, Scene.host(1)));
    Mongod own =
        new Mongod.InSet(
            0,
            MemberState.SECONDARY,
            false,
            term,
            new ReplicaSetConfig(
                "rs0", new ConfigVersion(0, 1), members, Optional.of(Scene.SET_ID)),
            false,
            List.of(
                PeerView.of(0, MemberState.SECONDARY, true, OpTime.NONE),
                PeerView.of(1, other, true, OpTime.NONE)),
            Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
            false);
    return new Scene().pod(0).pod(1).mongod(0, own).record(BY_MONGO_0);
  }
}
