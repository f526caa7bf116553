package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import org.junit.jupiter.api.Test;

class RemovalTest {
  private static final String BACKUP = "backup.example.org:27017";

  /** So many voters of whom the one of the highest ordinal is the primary. */
  private static Scene withTheLastAsPrimary(int size) {
    return Scene.wholeSetOf(size)
        .self(size - 1)
        .sees(0, MemberState.SECONDARY, Scene.HEAD)
        .sees(size - 1, MemberState.PRIMARY, Scene.HEAD);
  }

  @Test
  void theHighestOrdinalIsRemovedFirst() {
    var config = Expect.reconfig(Scene.wholeSetOf(5).replicas(3));
    assertThat(config.members()).extracting(Member::id).containsExactly(0, 1, 2, 3);
  }

  @Test
  void theSizeOfTheAnnotationCountsMoreThanTheReplicas() {
    Expect.rests(Scene.wholeSetOf(3).replicas(2).wishes(Asked.size(3)));
  }

  @Test
  void nothingIsRemovedOnAStaleRead() {
    Expect.looksAgain(Scene.wholeSetOf(5).replicas(3).cached());
  }

  @Test
  void aStatefulSetAtZeroRemovesNobody() {
    Expect.waits(Scene.wholeSetOf(3).replicas(0), "Keeping every member");
  }

  @Test
  void aStatefulSetThatIsBeingDeletedRemovesNobody() {
    Expect.waits(Scene.wholeSetOf(3).replicas(1).deleting(), "Keeping every member");
  }

  @Test
  void aSizeThatCantBeUnderstoodRemovesNobody() {
    Expect.refuses(
        Scene.wholeSetOf(3).replicas(1).wishes(Asked.unreadable(Annotations.SIZE)),
        Annotations.SIZE);
  }

  @Test
  void aDeadMemberThatIsWantedIsNotRemoved() {
    Expect.waits(Scene.wholeSetOf(3).withoutPod(2).down(2), "Waiting for mongo-2");
  }

  @Test
  void nothingIsRemovedWhereTheRestIsNoHealthyMajority() {
    Expect.waits(
        Scene.wholeSetOf(4).replicas(3).down(1).down(2), "would not be a healthy majority");
  }

  @Test
  void aSickMemberGoesFirstWhereTheHighestOrdinalIsNeededForTheMajority() {
    var config = Expect.reconfig(Scene.wholeSetOf(5).replicas(3).down(1).down(3));
    assertThat(config.members()).extracting(Member::id).containsExactly(0, 1, 2, 4);
  }

  @Test
  void whileARemovalWaitsForAVoterAVoteIsGiven() {
    Scene scene = Scene.wholeSetOf(2).replicas(5);
    for (int ordinal : new int[] {3, 4, 5}) {
      scene.pod(ordinal).member(Member.voter(ordinal, Scene.host(ordinal)));
    }
    scene.pod(2).member(Member.newcomer(2, Scene.host(2)));
    var config = Expect.reconfig(scene.highestId(5).down(1).down(3));
    assertThat(Expect.voterIds(config)).contains(2);
  }

  // the primary itself

  @Test
  void aPrimaryThatIsScaledAwayStepsDownFirst() {
    Expect.action(withTheLastAsPrimary(3).replicas(2), Action.StepDown.class);
  }

  @Test
  void beforeItStepsDownTheOthersThatAreScaledAwayBecomeUnelectable() {
    var config = Expect.reconfig(withTheLastAsPrimary(5).replicas(3));
    assertThat(config.member(3).orElseThrow()).isEqualTo(Member.voter(3, Scene.host(3)).with(1, 0));
  }

  @Test
  void whoWasMadeUnelectableAndIsWantedAgainIsMadeElectable() {
    Scene scene =
        Scene.wholeSetOf(2)
            .replicas(3)
            .pod(2)
            .member(Member.voter(2, Scene.host(2)).with(1, 0))
            .highestId(2);
    assertThat(Expect.reconfig(scene).member(2).orElseThrow().priority()).isEqualTo(1);
  }

  @Test
  void aPrimaryThatIsScaledAwayStaysUntilSomebodyElseIsElectable() {
    Expect.waits(
        withTheLastAsPrimary(2).replicas(1).sees(0, MemberState.SECONDARY, new OpTime(1, 900, 1)),
        "Waiting to remove mongo-1");
  }

  @Test
  void aPrimaryInTheMiddleIsRemovedAfterTheHigherOnes() {
    Scene scene =
        Scene.wholeSetOf(4)
            .replicas(2)
            .self(2)
            .sees(0, MemberState.SECONDARY, Scene.HEAD)
            .sees(2, MemberState.PRIMARY, Scene.HEAD);
    assertThat(Expect.reconfig(scene).members()).extracting(Member::id).containsExactly(0, 1, 2);
  }

  @Test
  void withSevenVotesThatAllGoOneIsFreedForWhoeverStays() {
    Scene scene = new Scene().self(7).replicas(1).pod(7);
    scene.member(Member.voter(7, Scene.host(7)));
    for (int ordinal = 1; ordinal <= 6; ordinal++) {
      scene.pod(ordinal).member(Member.voter(ordinal, Scene.host(ordinal)));
    }
    scene.pod(0).member(Member.newcomer(0, Scene.host(0))).highestId(7);
    assertThat(Expect.voterIds(Expect.reconfig(scene))).containsExactly(7, 1, 2, 3, 4, 5);
  }

  // members that are no pods

  @Test
  void membersThatOnlyAPersonsConfigHasAreKept() {
    Expect.rests(withBackup());
  }

  @Test
  void aMemberThatIsNoPodIsRemovedByOrder() {
    var config = Expect.reconfig(withBackup().wishes(Asked.removalOf(BACKUP)));
    assertThat(config.members()).extracting(Member::id).containsExactly(0, 1);
  }

  @Test
  void anOrderRemovesNoPodThatTheStatefulSetWantsAndThatIsSaid() {
    Expect.refuses(
        Scene.wholeSetOf(3).wishes(Asked.removalOf(Scene.host(2).toString())),
        "take it out of the annotation");
  }

  @Test
  void anArbiterThatIsNotWishedAsOneAnyMoreGoesByOrderToComeBackWithData() {
    Scene scene = Scene.wholeSetOf(1).replicas(2).pod(1).member(Member.arbiter(1, Scene.host(1)));
    scene.highestId(1).writeConcernSet().wishes(Asked.removalOf(Scene.host(1).toString()));
    assertThat(Expect.reconfig(scene).members()).extracting(Member::id).containsExactly(0);
  }

  @Test
  void anArbiterThatIsWishedAsOneStaysWhateverIsOrdered() {
    Scene scene = Scene.wholeSetOf(1).replicas(2).pod(1).member(Member.arbiter(1, Scene.host(1)));
    scene.highestId(1);
    Expect.refuses(
        scene.wishes(Asked.removalOfArbiter(1, Scene.host(1).toString())),
        "take it out of the annotation");
  }

  @Test
  void anOrderForAWantedPodHoldsUpNothing() {
    Expect.reconfig(
        Scene.wholeSetOf(1)
            .replicas(2)
            .pod(1)
            .empty(1)
            .wishes(Asked.removalOf(Scene.host(0).toString())));
  }

  @Test
  void anOrderForAPodThatWasScaledAwayIsFollowedAnyway() {
    Expect.reconfig(
        Scene.wholeSetOf(4).replicas(3).wishes(Asked.removalOf(Scene.host(3).toString())));
  }

  @Test
  void aPodThatAnOrderNamesInVainIsASuccessorStill() {
    Expect.action(
        Scene.wholeSetOf(2).terminating(0).wishes(Asked.removalOf(Scene.host(1).toString())),
        Action.StepDown.class);
  }

  @Test
  void aMemberElsewhereIsKeptThoughItsNameBeginsLikeAPods() {
    Expect.rests(
        Scene.wholeSetOf(2)
            .member(Member.voter(7, HostPort.parse("mongo-7.mongo.other.svc.cluster.local:27017")))
            .highestId(7));
  }

  @Test
  void aMemberUnderAPodsShorterNameIsRemovedToo() {
    var config =
        Expect.reconfig(
            Scene.wholeSetOf(2)
                .member(Member.newcomer(7, HostPort.parse("mongo-7.mongo:27017")))
                .highestId(7));
    assertThat(config.members()).extracting(Member::id).containsExactly(0, 1);
  }

  private static Scene withBackup() {
    return Scene.wholeSetOf(2).member(Member.voter(7, HostPort.parse(BACKUP))).highestId(7);
  }
}
