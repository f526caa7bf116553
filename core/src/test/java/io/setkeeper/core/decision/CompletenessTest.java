package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletenessTest {
  @Test
  void aPodThatIsNotCreatedYetIsWaitedFor() {
    Expect.waits(Scene.wholeSetOf(1).replicas(2), "its pod does not exist yet");
  }

  @Test
  void annotationsThatCantBeUnderstoodAreNamed() {
    Expect.refuses(
        Scene.wholeSetOf(3).wishes(Asked.unreadable(Annotations.MEMBER + "7")),
        "setkeeper.io/member-7: it is no JSON");
  }

  @Test
  void whatCantBeUnderstoodHoldsUpNothingElse() {
    Expect.reconfig(
        Scene.wholeSetOf(4).replicas(3).wishes(Asked.unreadable(Annotations.MEMBER + "7")));
  }

  @Test
  void aWholeSetSaysHowItsQuorumIs() {
    assertThat(Scene.wholeSetOf(3).decision().reason().toString())
        .contains("all 3 members are well: 3 of 3 voters healthy, majority 2");
  }

  @Test
  void twoVotersAreWarnedAbout() {
    assertThat(Scene.wholeSetOf(2).decision().reason().toString())
        .contains("the loss of either stops all writes");
  }

  @Test
  void membersThatAreNoPodsAreReported() {
    Scene scene =
        Scene.wholeSetOf(2).member(Member.voter(7, HostPort.parse("backup.example.org:27017")));
    assertThat(scene.highestId(7).decision().reason().toString())
        .contains("kept, though they are no pods of this StatefulSet: backup.example.org:27017");
  }

  @Test
  void aMemberThatLagsIsOwedItsVote() {
    Expect.waits(
        Scene.wholeSetOf(2)
            .replicas(3)
            .pod(2)
            .member(Member.newcomer(2, Scene.host(2)))
            .highestId(2)
            .sees(2, MemberState.SECONDARY, new OpTime(1, 940, 1)),
        "Waiting to give mongo-2.mongo.default.svc.cluster.local:27017 its vote");
  }

  @Test
  void aMemberThatIsDelayedByWishGetsItsVoteAllTheSame() {
    Expect.reconfig(
        Scene.wholeSetOf(2)
            .replicas(3)
            .pod(2)
            .member(new Member(2, Scene.host(2), 0, 0, true, 60, false, false, Map.of()))
            .highestId(2)
            .sees(2, MemberState.SECONDARY, new OpTime(1, 940, 1))
            .wishes(Asked.delay(2, 60)));
  }

  @Test
  void aDeadMemberThatIsNoPodIsRemovedByOrderAndTheWaitSaysHow() {
    Expect.waits(
        Scene.wholeSetOf(2)
            .member(Member.voter(7, HostPort.parse("10.0.0.7:27017")))
            .highestId(7)
            .down(7),
        "setkeeper.io/remove-members=10.0.0.7:27017");
  }

  @Test
  void aMemberThatStaysRecoveringMayHaveToSyncAnew() {
    Expect.waits(
        Scene.wholeSetOf(3).sees(2, MemberState.RECOVERING, new OpTime(1, 900, 1)),
        "empty its volume");
  }

  @Test
  void moreMembersThanPodsAreNeverThere() {
    Expect.waits(Scene.wholeSetOf(1).replicas(1).wishes(Asked.size(2)), "and spec.replicas is 1");
  }
}
