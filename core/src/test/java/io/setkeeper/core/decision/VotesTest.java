package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who votes ({@link Votes}), and how votes come and go ({@link Promotion}). */
class VotesTest {
  private static Scene withNewcomer() {
    return Scene.wholeSetOf(1)
        .replicas(2)
        .pod(1)
        .member(Member.newcomer(1, Scene.host(1)))
        .highestId(1);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,3", "4,3", "5,5", "6,5", "7,7", "8,7", "9,7", "50,7"})
  void votesAreOddWhereThereIsAChoiceAndSevenAtMost(int members, int votes) {
    assertThat(Votes.wanted(members)).isEqualTo(votes);
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
  }

  @Test
  void aVoteComesWithItsPriority() {
    assertThat(Expect.reconfig(withNewcomer()).member(1).orElseThrow().priority()).isEqualTo(1);
  }

  @Test
  void aVoteComesWithThePriorityThatIsWished() {
    var config = Expect.reconfig(withNewcomer().wishes(Asked.priority(1, 5)));
    assertThat(config.member(1).orElseThrow().priority()).isEqualTo(5);
  }

  @Test
  void aHiddenMemberThatIsWishedVisibleGetsVoteAndPriorityAsItIsShown() {
    Member hidden = new Member(1, Scene.host(1), 0, 0, true, 0, false, false, Map.of());
    Scene scene = Scene.wholeSetOf(1).replicas(2).pod(1).member(hidden).highestId(1);
    var config = Expect.reconfig(scene.wishes(Asked.hidden(1, false)));
    assertThat(config.member(1).orElseThrow()).isEqualTo(member(1));
  }

  @Test
  void besideAnArbiterTheVoteComesFirstAndThePriorityLater() {
    var config =
        Expect.reconfig(
            withNewcomer()
                .replicas(3)
                .pod(2)
                .member(Member.arbiter(2, Scene.host(2)))
                .sees(2, MemberState.ARBITER, OpTime.NONE)
                .writeConcernSet()
                .highestId(2));
    assertThat(config.member(1).orElseThrow()).isEqualTo(member(1).with(1, 0));
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
  void aSecondaryThatWasNotHeardOfLatelyGetsNoVote() {
    assertThat(withNewcomer().silentFor(1, Duration.ofSeconds(9)).decision())
        .isNotInstanceOf(Decision.Act.class);
  }

  @Test
  void aMemberThatSaysItIsEmptyGetsNoVoteWhateverAnOlderHeartbeatSays() {
    assertThat(withNewcomer().empty(1).decision()).isNotInstanceOf(Decision.Act.class);
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
  void theVoteTooManyIsNotThePrimarys() {
    Scene scene =
        Scene.wholeSetOf(4)
            .self(3)
            .sees(0, MemberState.SECONDARY, Scene.HEAD)
            .sees(3, MemberState.PRIMARY, Scene.HEAD);
    assertThat(Expect.voterIds(Expect.reconfig(scene))).containsExactly(0, 1, 3);
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

  @Test
  void aSickVoterKeepsItsVoteThoughAnotherCouldHaveIt() {
    Expect.waits(
        Scene.wholeSetOf(3)
            .replicas(4)
            .pod(3)
            .member(Member.newcomer(3, Scene.host(3)))
            .highestId(3)
            .down(2),
        "Waiting for mongo-2");
  }

  @Test
  void whoIsWishedToVoteVotesBeforeTheOthers() {
    Scene nine = Scene.wholeSetOf(7).replicas(8).pod(7).member(Member.newcomer(7, Scene.host(7)));
    var config = Expect.reconfig(nine.highestId(7).wishes(Asked.votes(7, 1)));
    assertThat(Expect.voterIds(config)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void whoIsWishedWithoutAVoteLosesIt() {
    var config = Expect.reconfig(Scene.wholeSetOf(3).wishes(Asked.votes(1, 0)));
    assertThat(config.member(1).orElseThrow()).isEqualTo(member(1).with(0, 0));
  }

  @Test
  void aPrimaryThatIsWishedWithoutAVoteStepsDown() {
    Expect.action(Scene.wholeSetOf(3).wishes(Asked.votes(0, 0)), Action.StepDown.class);
  }

  @Test
  void aPrimaryThatIsWishedWithoutAVoteStaysWhileNobodyCouldFollow() {
    Expect.waits(
        Scene.wholeSetOf(3)
            .wishes(Asked.votes(0, 0))
            .sees(1, MemberState.RECOVERING, Scene.HEAD)
            .sees(2, MemberState.SECONDARY, new OpTime(1, 900, 1)),
        "Waiting to take this primary's vote");
  }

  @Test
  void aStrangersVoteCountsForTheOddNumber() {
    Scene scene =
        Scene.wholeSetOf(2)
            .member(Member.voter(7, HostPort.parse("backup.example.org:27017")))
            .pod(2)
            .member(Member.newcomer(8, Scene.host(2)))
            .replicas(3)
            .highestId(8);
    Expect.rests(scene);
  }

  @Test
  void theVotesOfThoseThatAreScaledAwayDoNotKeepOneThatStaysFromItsVote() {
    // mongo-3 is the primary and all its voters go; mongo-0 has to take over.
    Scene scene = new Scene().self(3).replicas(1).pod(3).pod(1).pod(2).pod(0);
    for (int ordinal : List.of(3, 1, 2)) {
      scene.member(member(ordinal));
    }
    var config = Expect.reconfig(scene.member(Member.newcomer(0, Scene.host(0))).highestId(3));
    assertThat(Expect.voterIds(config)).containsExactly(3, 1, 2, 0);
  }

  @Test
  void aHiddenMemberOfAPersonsConfigIsLeftAsItIs() {
    Member hidden = new Member(1, Scene.host(1), 0, 0, true, 0, false, false, Map.of());
    Expect.rests(Scene.wholeSetOf(1).replicas(2).pod(1).member(hidden).highestId(1));
  }

  @Test
  void aNewlyAddedVoterIsLeftToThePrimaryThatGivesItItsVote() {
    Member newlyAdded = new Member(1, Scene.host(1), 1, 1, false, 0, false, true, Map.of());
    Expect.rests(Scene.wholeSetOf(1).replicas(2).pod(1).member(newlyAdded).highestId(1));
  }

  @Test
  void aMemberOfAnotherSetInItsPodDoesNotCountAsWiped() {
    Scene scene = Scene.wholeSetOf(3).mongod(2, new Mongod.Removed(Optional.empty(), Scene.HEAD));
    Expect.rests(scene);
  }

  private static Member member(int ordinal) {
    return Member.voter(ordinal, Scene.host(ordinal));
  }
}
