package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static Scene withNewcomer() {
    return Scene.wholeSetOf(1)
        .replicas(2)
        .pod(1)
        .member(Member.newcomer(1, Scene.host(1)))
        .highestId(1);
  }

  @Test
  void newcomersAreAddedTogetherAndWithoutAVote() {
    var config = Expect.reconfig(Scene.wholeSetOf(1).replicas(3).pod(1).empty(1).pod(2).empty(2));

    assertThat(config.members())
        .containsExactly(
            Member.voter(0, Scene.host(0)),
            Member.newcomer(1, Scene.host(1)),
            Member.newcomer(2, Scene.host(2)));
  }

  @Test
  void nobodyIsAddedOnAStaleRead() {
    Expect.looksAgain(Scene.wholeSetOf(1).replicas(2).pod(1).empty(1).cached());
  }

  @Test
  void aHiddenMemberIsLeftHidden() {
    Member hidden = new Member(1, Scene.host(1), 0, 0, true, 0, false, false, Map.of());

    Expect.rests(Scene.wholeSetOf(1).replicas(2).pod(1).member(hidden).highestId(1));
  }

  @Test
  void aSilentPodIsNotAdded() {
    Expect.waits(
        Scene.wholeSetOf(1).replicas(2).pod(1).silent(1), "its mongod does not answer yet");
  }

  @Test
  void aTerminatingPodIsNotAdded() {
    Expect.waits(
        Scene.wholeSetOf(1).replicas(2).pod(1).empty(1).terminating(1), "Waiting for mongo-1");
  }

  @Test
  void aPodWithDataOfItsOwnIsNeverAdded() {
    Expect.refuses(
        Scene.wholeSetOf(1)
            .replicas(2)
            .pod(1)
            .mongod(1, new Mongod.Uninitiated(false, Optional.of("rs0"))),
        "mongo-1 has data of its own");
  }

  @Test
  void aPodOfAnotherSetIsNeverAdded() {
    Expect.refuses(
        Scene.wholeSetOf(3)
            .replicas(4)
            .pod(3)
            .mongod(3, Scene.removedFrom("000000000000000000000000")),
        "mongo-3 is of another set");
  }

  @Test
  void aPodThatThisSetRemovedEarlierComesBackUnderANewId() {
    var config =
        Expect.reconfig(
            Scene.wholeSetOf(3)
                .replicas(4)
                .highestId(3)
                .pod(3)
                .mongod(3, Scene.removedFrom(Scene.SET_ID)));

    assertThat(config.member(Scene.host(3)).orElseThrow().id()).isEqualTo(4);
  }

  @Test
  void newcomersGetTheirVoteOneByOneWhenCaughtUp() {
    var config =
        Expect.reconfig(
            withNewcomer()
                .replicas(3)
                .pod(2)
                .member(Member.newcomer(2, Scene.host(2)))
                .highestId(2));

    assertThat(Expect.voterIds(config)).containsExactly(0, 1);
    assertThat(config.member(1).orElseThrow().priority()).isEqualTo(1);
  }

  @Test
  void aMemberThatStillSyncsGetsNoVote() {
    Expect.waits(withNewcomer().sees(1, MemberState.STARTUP2, OpTime.NONE), "STARTUP2");
  }

  @Test
  void aSecondaryThatLagsGetsNoVote() {
    assertThat(withNewcomer().sees(1, MemberState.SECONDARY, new OpTime(1, 900, 1)).decision())
        .isNotInstanceOf(Decision.Act.class);
  }

  @Test
  void theFourthOfFourMembersHasNoVote() {
    Expect.rests(
        Scene.wholeSetOf(3)
            .replicas(4)
            .pod(3)
            .member(Member.newcomer(3, Scene.host(3)))
            .highestId(3));
  }

  @Test
  void theVoteTooManyIsTakenFromTheHighestOrdinal() {
    assertThat(Expect.voterIds(Expect.reconfig(Scene.wholeSetOf(4)))).containsExactly(0, 1, 2);
  }

  @Test
  void noVoteIsGivenBeyondTheSeventh() {
    Expect.rests(
        Scene.wholeSetOf(7)
            .replicas(9)
            .pod(7)
            .member(Member.newcomer(7, Scene.host(7)))
            .pod(8)
            .member(Member.newcomer(8, Scene.host(8)))
            .highestId(8));
  }
}
