package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final String ORDER = "mongo-2@1/5 without mongo-0,mongo-1";

  /** mongo-0 and mongo-1 are lost; the keeper of mongo-2 looks. */
  private static Scene survivor() {
    return Scene.wholeSetOf(3).self(2).down(0).down(1).withoutPod(0).withoutPod(1);
  }

  private static SetRecord.Initiated noting(int highestId, String... orders) {
    return new SetRecord.Initiated("7", Scene.SET_ID, highestId, Optional.empty(), List.of(orders));
  }

  private static Scene ordered() {
    return survivor().wishes(Asked.recoverFrom(ORDER));
  }

  @Test
  void withoutAnOrderNothingIsForced() {
    Expect.waits(survivor(), "1 of 3 voters can be reached");
  }

  @Test
  void theOrderIsNotedFirst() {
    var write = Expect.action(ordered(), Action.WriteRecord.class);
    assertThat(write.to()).isEqualTo(noting(2, ORDER));
  }

  @Test
  void anOrderThatIsNotedIsCarriedOut() {
    var force = Expect.action(ordered().record(noting(2, ORDER)), Action.ForceReconfig.class);
    assertThat(force.to().members()).containsExactly(Member.voter(2, Scene.host(2)));
  }

  @Test
  void anOrderForAnotherConfigIsNoOrder() {
    Expect.waits(
        survivor().wishes(Asked.recoverFrom("mongo-2@1/4 without mongo-0,mongo-1")),
        "Waiting for a majority");
  }

  @Test
  void anOrderForAnotherSurvivorIsNotCarriedOutHere() {
    Expect.waits(
        survivor().wishes(Asked.recoverFrom("mongo-1@1/5 without mongo-0,mongo-2")),
        "Waiting for a majority");
  }

  @Test
  void nothingIsForcedOnAStaleRead() {
    Expect.looksAgain(ordered().cached());
  }

  @Test
  void nothingIsForcedWhereTheRecordCantBeRead() {
    Expect.waits(ordered().record(new SetRecord.Unknown("forbidden")), "forbidden");
  }

  @Test
  void nothingIsForcedWhereTheRecordNamesAnotherSet() {
    Expect.refuses(
        ordered().record(new SetRecord.Initiated("7", "000000000000000000000000", 2)),
        "the record names set 000000000000000000000000");
  }

  @Test
  void nothingIsForcedWhereAMajorityAnswers() {
    Expect.refuses(
        Scene.wholeSetOf(3)
            .self(2)
            .down(0)
            .withoutPod(0)
            .stoodIn(1)
            .wishes(Asked.recoverFrom("mongo-2@1/5 without mongo-0")),
        "2 of 3 voters answer");
  }

  @Test
  void nothingIsForcedWhereSomebodyIsPrimary() {
    Expect.refuses(
        Scene.wholeSetOf(3).self(2).wishes(Asked.recoverFrom(ORDER)), "mongo-0 is primary");
  }

  @Test
  void whoRunsIsNotGivenUp() {
    Expect.refuses(
        Scene.wholeSetOf(3)
            .self(2)
            .down(0)
            .down(1)
            .silent(0)
            .silent(1)
            .wishes(Asked.recoverFrom(ORDER)),
        "mongo-0 is given up and runs");
  }

  @Test
  void aPodWhoseContainerDoesNotRunMayBeGivenUp() {
    Scene scene = Scene.wholeSetOf(3).self(2).down(0).down(1).silent(0).silent(1);
    Expect.action(
        scene.stopped(0).stopped(1).wishes(Asked.recoverFrom(ORDER)), Action.WriteRecord.class);
  }

  @Test
  void whoIsSilentMustBeGivenUpToo() {
    Expect.refuses(survivor().wishes(Asked.recoverFrom("mongo-2@1/5 without mongo-0")), "mongo-1");
  }

  @Test
  void theSurvivorIsNotGivenUp() {
    Expect.refuses(
        survivor().wishes(Asked.recoverFrom("mongo-2@1/5 without mongo-0,mongo-1,mongo-2")),
        "gives up the survivor itself");
  }

  @Test
  void aFresherMemberIsTheBetterSurvivor() {
    Scene scene = Scene.wholeSetOf(5).self(4).sees(4, MemberState.SECONDARY, new OpTime(1, 999, 1));
    for (int lost = 0; lost < 3; lost++) {
      scene.down(lost).withoutPod(lost);
    }
    Expect.refuses(
        scene.wishes(Asked.recoverFrom("mongo-4@1/5 without mongo-0,mongo-1,mongo-2")),
        "mongo-3 has more than the survivor");
  }

  @Test
  void aHiddenSurvivorIsShownSoThatItMayHavePriority() {
    Member hidden = new Member(2, Scene.host(2), 0, 0, true, 0, false, false, Map.of());
    Scene scene = Scene.wholeSetOf(2).pod(2).member(hidden).self(2).replicas(3);
    scene.down(0).down(1).withoutPod(0).withoutPod(1).record(noting(2, ORDER));
    var force = Expect.action(scene.wishes(Asked.recoverFrom(ORDER)), Action.ForceReconfig.class);
    assertThat(force.to().members()).containsExactly(Member.voter(2, Scene.host(2)));
  }

  @Test
  void anOrderThatIsRefusedKeepsNobodyFromStanding() {
    Expect.action(
        Scene.wholeSetOf(3)
            .self(1)
            .sawPrimary(0, 1)
            .down(0)
            .refuses(0)
            .wishes(Asked.recoverFrom("mongo-1@1/5 without mongo-0")),
        Action.StepUp.class);
  }

  // every pod has a new address: nobody is a member any more

  private static final String BY_ADDRESS = "mongo-0@1/5 without 10.0.0.7:27017,10.0.0.8:27017";

  private static Mongod namedByAddress() {
    List<Member> members =
        List.of(
            Member.voter(0, HostPort.parse("10.0.0.7:27017")),
            Member.voter(1, HostPort.parse("10.0.0.8:27017")));
    return new Mongod.Removed(
        Optional.of(
            new ReplicaSetConfig(
                "rs0", new ConfigVersion(1, 5), members, Optional.of(Scene.SET_ID))),
        Scene.HEAD);
  }

  private static Scene allAddressesNew() {
    Scene scene = new Scene().replicas(2).pod(0).pod(1).mongod(0, namedByAddress());
    return scene.mongod(1, namedByAddress()).record(noting(5, BY_ADDRESS));
  }

  @Test
  void aSetWhoseAddressesAreAllNewIsRefusedWithTheOrderThatMendsIt() {
    Expect.refuses(allAddressesNew(), BY_ADDRESS);
  }

  @Test
  void byOrderItsSurvivorComesInUnderAnIdThatWasNeverUsed() {
    var force =
        Expect.action(
            allAddressesNew().wishes(Asked.recoverFrom(BY_ADDRESS)), Action.ForceReconfig.class);
    assertThat(force.to().members()).containsExactly(Member.voter(6, Scene.host(0)));
  }

  @Test
  void aPodThatIsSilentThenMayHaveMore() {
    Expect.refuses(
        allAddressesNew().silent(1).wishes(Asked.recoverFrom(BY_ADDRESS)),
        "mongo-1 neither answers nor is given up");
  }

  // named by addresses, and some pods have theirs still

  private static final String WITHOUT_MOVED =
      "mongo-3@1/5 without 10.0.0.0:27017,10.0.0.1:27017,10.0.0.2:27017";

  private static Scene threeOfFiveMoved(String order) {
    Scene scene = new Scene().self(3).replicas(5).record(noting(4, order));
    for (int i = 0; i < 5; i++) {
      scene.pod(i).member(Member.voter(i, HostPort.parse("10.0.0." + i + ":27017")));
    }
    scene.down(0).down(1).down(2).withoutPod(0).withoutPod(1).withoutPod(2);
    return scene.answersAs(3, 3).answersAs(4, 4).wishes(Asked.recoverFrom(order));
  }

  @Test
  void aMemberUnderItsAddressAnswersByItsOwnWord() {
    var force = Expect.action(threeOfFiveMoved(WITHOUT_MOVED), Action.ForceReconfig.class);
    assertThat(force.to().members()).extracting(Member::id).containsExactly(3, 4);
  }

  @Test
  void aMemberUnderItsAddressThatRunsIsNotGivenUp() {
    Expect.refuses(
        threeOfFiveMoved(WITHOUT_MOVED + ",10.0.0.4:27017"), "mongo-4 is given up and runs");
  }

  // the only one with data was moved, and who was being added has nothing yet

  private static final String WITHOUT_OLD_ADDRESS = "mongo-0@1/5 without 10.0.0.7:27017";

  private static Scene movedWhileOneWasAdded(Member newcomer) {
    Member moved = Member.voter(0, HostPort.parse("10.0.0.7:27017"));
    ReplicaSetConfig config =
        new ReplicaSetConfig(
            "rs0", new ConfigVersion(1, 5), List.of(moved, newcomer), Optional.of(Scene.SET_ID));
    return new Scene()
        .replicas(2)
        .pod(0)
        .pod(1)
        .member(moved)
        .member(newcomer)
        .down(0)
        .sees(newcomer.id(), MemberState.STARTUP2, OpTime.NONE)
        .mongod(0, new Mongod.Removed(Optional.of(config), Scene.HEAD))
        .record(noting(1, WITHOUT_OLD_ADDRESS));
  }

  @Test
  void aMemberThatHasNothingIsNoHope() {
    Expect.refuses(
        movedWhileOneWasAdded(Member.newcomer(1, Scene.host(1))), WITHOUT_OLD_ADDRESS + "'");
  }

  @Test
  void aMemberThatHasNothingStaysAndWaitsForData() {
    Member newcomer = Member.newcomer(1, Scene.host(1));
    var force =
        Expect.action(
            movedWhileOneWasAdded(newcomer).wishes(Asked.recoverFrom(WITHOUT_OLD_ADDRESS)),
            Action.ForceReconfig.class);
    assertThat(force.to().members()).containsExactly(newcomer, Member.voter(2, Scene.host(0)));
  }

  @Test
  void aVoterThatHasNothingHasNoVoteInTheForcedConfig() {
    Member wiped = Member.voter(1, Scene.host(1));
    var force =
        Expect.action(
            movedWhileOneWasAdded(wiped).wishes(Asked.recoverFrom(WITHOUT_OLD_ADDRESS)),
            Action.ForceReconfig.class);
    assertThat(force.to().voters()).containsExactly(Member.voter(2, Scene.host(0)));
  }

  @Test
  void aSurvivorThatIsScaledAwayIsNone() {
    Expect.refuses(ordered().replicas(2), "scale up first");
  }

  @Test
  void aSurvivorThatIsTerminatingIsNone() {
    Expect.refuses(ordered().terminating(2), "its pod is terminating");
  }
}
