package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Annotations;
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

class NewcomersTest {
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
  void aSilentPodIsNotAdded() {
    Expect.waits(
        Scene.wholeSetOf(1).replicas(2).pod(1).silent(1), "its mongod does not answer yet");
  }

  @Test
  void aPodWhoseVolumeCantBeSeenIsNotAdded() {
    Mongod unseen = new Mongod.Uninitiated(Mongod.Contents.UNSEEN, Optional.empty());
    Expect.waits(Scene.wholeSetOf(1).replicas(2).pod(1).mongod(1, unseen), "Waiting for mongo-1");
  }

  @Test
  void aTerminatingPodIsNotAdded() {
    Expect.waits(
        Scene.wholeSetOf(1).replicas(2).pod(1).empty(1).terminating(1), "Waiting for mongo-1");
  }

  @Test
  void nobodyIsAddedWhileTheStatefulSetIsBeingDeleted() {
    Expect.waits(
        Scene.wholeSetOf(1).replicas(2).pod(1).empty(1).deleting(), "Keeping every member");
  }

  @Test
  void nobodyIsAddedForASizeThatCantBeUnderstood() {
    Expect.refuses(
        Scene.wholeSetOf(1).replicas(2).pod(1).empty(1).wishes(Asked.unreadable(Annotations.SIZE)),
        Annotations.SIZE);
  }

  @Test
  void aPodWhoseWishesCantBeUnderstoodIsNotAdded() {
    Expect.refuses(
        Scene.wholeSetOf(1)
            .replicas(2)
            .pod(1)
            .empty(1)
            .wishes(Asked.unreadable(Annotations.MEMBER + "1")),
        Annotations.MEMBER + "1");
  }

  @Test
  void aPodBeyondTheWantedSizeIsNotAdded() {
    Expect.rests(Scene.wholeSetOf(1).pod(1).empty(1));
  }

  @Test
  void aPodWithDataOfItsOwnIsNeverAdded() {
    Expect.refuses(
        Scene.wholeSetOf(1).replicas(2).pod(1).mongod(1, Scene.withData()),
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
  void aPodWhoseConfigCantBeReadIsNotTakenForOneOfAnotherSet() {
    Expect.waits(
        Scene.wholeSetOf(3)
            .replicas(4)
            .pod(3)
            .mongod(3, new Mongod.Removed(Optional.empty(), OpTime.NONE)),
        "Waiting for mongo-3");
  }

  @Test
  void aPodWithDataOfItsOwnDoesNotKeepOthersFromTheirVote() {
    var config =
        Expect.reconfig(
            Scene.wholeSetOf(1)
                .member(Member.newcomer(1, Scene.host(1)))
                .pod(1)
                .pod(2)
                .mongod(2, Scene.withData())
                .replicas(3)
                .highestId(1));
    assertThat(Expect.voterIds(config)).containsExactly(0, 1);
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
  void severalNewcomersOfWhomOneWasThereBeforeGetDifferentIds() {
    var config =
        Expect.reconfig(
            Scene.wholeSetOf(3).replicas(5).highestId(3).pod(3).empty(3).pod(4).empty(4));
    assertThat(config.members()).extracting(Member::id).containsExactly(0, 1, 2, 4, 5);
  }

  @Test
  void nobodyIsAddedWithoutAHealthyMajority() {
    Expect.waits(
        Scene.wholeSetOf(3).replicas(4).pod(3).empty(3).down(1).down(2),
        "would not be a healthy majority");
  }

  // arbiters

  private static Scene withArbiterWished() {
    return Scene.wholeSetOf(2).replicas(3).pod(2).empty(2).wishes(Asked.arbiter(2));
  }

  @Test
  void anArbiterIsAddedWithItsVote() {
    assertThat(Expect.reconfig(withArbiterWished().writeConcernSet()).members())
        .contains(Member.arbiter(2, Scene.host(2)));
  }

  @Test
  void anArbiterThatWouldChangeTheDefaultWriteConcernIsRefusedWithTheRemedy() {
    Expect.refuses(withArbiterWished(), "setDefaultRWConcern");
  }

  @Test
  void anArbiterThatIsRefusedDoesNotKeepOthersFromTheirVote() {
    var config =
        Expect.reconfig(
            Scene.wholeSetOf(1)
                .member(Member.newcomer(1, Scene.host(1)))
                .pod(1)
                .pod(2)
                .empty(2)
                .replicas(3)
                .highestId(1)
                .wishes(Asked.arbiter(2)));
    assertThat(Expect.voterIds(config)).containsExactly(0, 1);
  }

  @Test
  void anArbiterIsAddedAfterTheNewcomersThatBearData() {
    var config =
        Expect.reconfig(
            Scene.wholeSetOf(1)
                .replicas(3)
                .pod(1)
                .empty(1)
                .pod(2)
                .empty(2)
                .wishes(Asked.arbiter(2)));
    assertThat(config.members()).extracting(Member::id).containsExactly(0, 1);
  }

  @Test
  void anArbiterBesideSevenVotersIsRefused() {
    Expect.refuses(
        Scene.wholeSetOf(7).replicas(8).pod(7).empty(7).wishes(Asked.arbiter(7)).writeConcernSet(),
        "an arbiter has to vote");
  }

  @Test
  void aMemberThatBearsDataIsNotMadeAnArbiter() {
    Expect.refuses(
        Scene.wholeSetOf(3).wishes(Asked.arbiter(2)), "arbiterOnly never changes on a member");
  }

  @Test
  void aSyncingNewcomerIsWaitedFor() {
    Expect.waits(
        Scene.wholeSetOf(1)
            .replicas(2)
            .pod(1)
            .member(Member.newcomer(1, Scene.host(1)))
            .highestId(1)
            .sees(1, MemberState.STARTUP2, OpTime.NONE),
        "STARTUP2");
  }

  /** A member of this set whose older config names itself and one more. */
  private static Mongod follows(Member self, Member other) {
    return new Mongod.InSet(
        self.id(),
        MemberState.SECONDARY,
        false,
        1,
        new ReplicaSetConfig(
            "rs0", new ConfigVersion(1, 2), List.of(self, other), Optional.of(Scene.SET_ID)),
        true,
        List.of(),
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        false);
  }

  @Test
  void aMemberThatWasGivenUpAndIsBackIsAddedWhereNobodyElseCouldTellIt() {
    Member lost = Member.voter(1, HostPort.parse("10.0.0.9:27017"));
    Mongod back = follows(Member.voter(0, Scene.host(1)), lost);
    var config = Expect.reconfig(Scene.wholeSetOf(1).replicas(2).pod(1).mongod(1, back));
    assertThat(config.members()).contains(Member.newcomer(1, Scene.host(1)));
  }

  @Test
  void aMemberThatHasYetToLearnThatItWasRemovedIsNotAdded() {
    Mongod back = follows(Member.voter(1, Scene.host(1)), Member.voter(0, Scene.host(0)));
    Expect.waits(Scene.wholeSetOf(1).replicas(2).pod(1).mongod(1, back), "Waiting for mongo-1");
  }

  @Test
  void aMemberUnderItsShortNameIsNotAddedAgain() {
    Member named = Member.voter(1, HostPort.parse("mongo-1.mongo:27017"));
    Expect.waits(
        Scene.wholeSetOf(1)
            .replicas(2)
            .member(named)
            .sees(1, MemberState.DOWN, OpTime.NONE)
            .highestId(1)
            .pod(1)
            .empty(1),
        "Waiting for mongo-1.mongo:27017");
  }
}
