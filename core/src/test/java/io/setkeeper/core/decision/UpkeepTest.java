package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.SetRecord;
import org.junit.jupiter.api.Test;

class UpkeepTest {
  @Test
  void aWholeSetIsLeftAlone() {
    Expect.rests(Scene.wholeSetOf(3));
  }

  @Test
  void onlyThePrimarysKeeperActs() {
    Expect.waits(Scene.wholeSetOf(3).replicas(1).self(1), "its mongod is the primary");
  }

  @Test
  void withoutAPrimaryMongodbElects() {
    Expect.waits(Scene.wholeSetOf(3).self(1).down(0), "elect a primary");
  }

  @Test
  void aPausedSetIsNotTouched() {
    Expect.waits(Scene.wholeSetOf(3).replicas(1).wishes(Asked.pause()), "paused");
  }

  @Test
  void aConfigThatIsNotCommittedIsWaitedFor() {
    Expect.waits(Scene.wholeSetOf(3).replicas(1).uncommitted(), "to be committed");
  }

  @Test
  void aSickVoterKeepsItsVote() {
    Expect.waits(Scene.wholeSetOf(3).down(2), "Waiting for mongo-2");
  }

  @Test
  void membersThatOnlyAPersonsConfigHasAreKept() {
    Expect.rests(
        Scene.wholeSetOf(2)
            .member(Member.voter(7, HostPort.parse("backup.example.org:27017")))
            .highestId(7));
  }

  @Test
  void aMemberElsewhereIsKeptThoughItsNameBeginsLikeAPods() {
    Expect.rests(
        Scene.wholeSetOf(2)
            .member(Member.voter(7, HostPort.parse("mongo-7.mongo.other.svc.cluster.local:27017")))
            .highestId(7));
  }

  // shrinking

  @Test
  void aMemberUnderAPodsShorterNameIsRemovedToo() {
    var config =
        Expect.reconfig(
            Scene.wholeSetOf(2)
                .member(Member.newcomer(7, HostPort.parse("mongo-7.mongo:27017")))
                .highestId(7));

    assertThat(config.members()).extracting(Member::id).containsExactly(0, 1);
  }

  @Test
  void theHighestOrdinalIsRemovedFirst() {
    var config = Expect.reconfig(Scene.wholeSetOf(5).replicas(3));

    assertThat(config.members()).extracting(Member::id).containsExactly(0, 1, 2, 3);
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
  void aDeadMemberThatIsWantedIsNotRemoved() {
    Expect.waits(Scene.wholeSetOf(3).withoutPod(2).down(2), "Waiting for mongo-2");
  }

  @Test
  void nothingIsRemovedWhereTheRestIsNoHealthyMajority() {
    Expect.waits(
        Scene.wholeSetOf(4).replicas(3).down(1).down(2), "would not be a healthy majority");
  }

  @Test
  void aPrimaryThatIsScaledAwayStepsDownFirst() {
    Expect.action(
        Scene.wholeSetOf(3)
            .replicas(2)
            .self(2)
            .sees(0, MemberState.SECONDARY, Scene.HEAD)
            .sees(2, MemberState.PRIMARY, Scene.HEAD),
        Action.StepDown.class);
  }

  // the record

  @Test
  void aSetWithoutARecordIsTakenOver() {
    var write =
        Expect.action(Scene.wholeSetOf(3).record(new SetRecord.None()), Action.WriteRecord.class);

    assertThat(write.to()).isEqualTo(new SetRecord.Initiated("", Scene.SET_ID, 2));
  }

  @Test
  void anIdInUseIsNotedBeforeAnythingElse() {
    var write =
        Expect.action(Scene.wholeSetOf(3).replicas(1).highestId(1), Action.WriteRecord.class);

    assertThat(write.to()).isEqualTo(new SetRecord.Initiated("", Scene.SET_ID, 2));
  }

  @Test
  void aRecordOfAnotherSetStopsEverything() {
    Expect.refuses(
        Scene.wholeSetOf(5)
            .replicas(3)
            .record(new SetRecord.Initiated("7", "000000000000000000000000", 4)),
        "not the set that the record names");
  }
}
