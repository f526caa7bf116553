package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WipedVotersTest {
  @Test
  void aVoterThatSyncsFromNothingLosesItsVote() {
    var config = Expect.reconfig(Scene.wholeSetOf(3).sees(2, MemberState.STARTUP2, OpTime.NONE));
    assertThat(Expect.voterIds(config)).containsExactly(0, 1);
  }

  @Test
  void aVoterThatSaysItWasNeverInASetLosesItsVote() {
    assertThat(Expect.voterIds(Expect.reconfig(Scene.wholeSetOf(3).empty(2))))
        .containsExactly(0, 1);
  }

  @Test
  void ofSeveralTheOneThatThePrimarySeesEmptyComesFirst() {
    Scene scene = Scene.wholeSetOf(5).empty(4).sees(3, MemberState.STARTUP2, OpTime.NONE);
    assertThat(Expect.voterIds(Expect.reconfig(scene))).containsExactly(0, 1, 2, 4);
  }

  @Test
  void aVoterThatStartsWithItsDataKeepsItsVote() {
    Expect.waits(
        Scene.wholeSetOf(3).sees(2, MemberState.STARTUP2, Scene.HEAD), "Waiting for mongo-2");
  }

  @Test
  void aVoterThatIsDownKeepsItsVote() {
    Expect.waits(Scene.wholeSetOf(3).down(2), "Waiting for mongo-2");
  }

  @Test
  void anEmptyVoteThatTheMajorityNeedsStays() {
    Expect.waits(
        Scene.wholeSetOf(3).down(1).sees(2, MemberState.STARTUP2, OpTime.NONE),
        "would not be a healthy majority");
  }

  @Test
  void ofTwoOnlyTheOneWithDataVotes() {
    var config = Expect.reconfig(Scene.wholeSetOf(2).sees(1, MemberState.STARTUP2, OpTime.NONE));
    assertThat(Expect.voterIds(config)).containsExactly(0);
  }

  @Test
  void anEmptyVoterThatWasScaledAwayLosesItsVoteBeforeOthersAreRemoved() {
    Scene scene = Scene.wholeSetOf(5).replicas(1).sees(1, MemberState.STARTUP2, OpTime.NONE);
    assertThat(Expect.voterIds(Expect.reconfig(scene))).containsExactly(0, 2, 3, 4);
  }

  @Test
  void theVoteComesBackWithTheData() {
    Scene scene = Scene.wholeSetOf(2).pod(2).member(Member.newcomer(2, Scene.host(2)));
    assertThat(Expect.voterIds(Expect.reconfig(scene.replicas(3).highestId(2))))
        .containsExactly(0, 1, 2);
  }

  @Test
  void aVoteThatNobodyWouldGiveBackIsNotTaken() {
    Scene scene =
        Scene.wholeSetOf(2).member(Member.voter(9, HostPort.parse("backup.example.org:27017")));
    Expect.waits(
        scene.highestId(9).sees(9, MemberState.STARTUP2, OpTime.NONE), "Waiting for backup");
  }

  @Test
  void anArbiterHasNoDataToLack() {
    Scene scene = Scene.wholeSetOf(2).pod(2).member(Member.arbiter(2, Scene.host(2)));
    Expect.waits(
        scene.replicas(3).highestId(2).sees(2, MemberState.STARTUP2, OpTime.NONE),
        "Waiting for mongo-2");
  }

  @Test
  void aNewlyAddedVoterHasNoVoteToLose() {
    Member newlyAdded = new Member(2, Scene.host(2), 1, 1, false, 0, false, true, Map.of());
    Expect.waits(
        Scene.wholeSetOf(2)
            .pod(2)
            .member(newlyAdded)
            .replicas(3)
            .highestId(2)
            .sees(2, MemberState.STARTUP2, OpTime.NONE),
        "Waiting for mongo-2");
  }
}
