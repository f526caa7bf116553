package io.setkeeper.core.decision;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardTest {
  @Test
  void aStepThatLeavesAHealthyMajorityIsTaken() {
    Expect.reconfig(Scene.wholeSetOf(5).replicas(4).down(1));
  }

  @Test
  void aStepThatLeavesNoneIsWaitedWith() {
    Expect.waits(Scene.wholeSetOf(5).replicas(4).down(1).down(2), "Waiting with: Removing");
  }

  @Test
  void aMemberThatWasNotHeardOfForTwoHeartbeatsAndASecondIsNotHealthy() {
    Expect.waits(
        Scene.wholeSetOf(3).replicas(2).silentFor(1, Duration.ofMillis(5_001)),
        "would not be a healthy majority");
  }

  @Test
  void aMemberThatWasHeardOfLatelyIsHealthy() {
    Expect.reconfig(Scene.wholeSetOf(3).replicas(2).silentFor(1, Duration.ofSeconds(5)));
  }

  @Test
  void anArbiterAcknowledgesNoWriteAndDoesNotCount() {
    Scene scene =
        Scene.wholeSetOf(4)
            .pod(4)
            .member(Member.arbiter(4, Scene.host(4)))
            .sees(4, MemberState.ARBITER, OpTime.NONE)
            .highestId(4)
            .writeConcernSet();
    Expect.waits(
        scene.replicas(5).wishes(Asked.votes(3, 0)).down(1).down(2),
        "would not be a healthy majority");
  }

  @Test
  void theWaitSaysTheQuorumBeforeAndAfter() {
    Expect.waits(
        Scene.wholeSetOf(3).replicas(2).down(1),
        "before: 2 of 3 voters healthy, majority 2; after: 1 of 2 voters healthy, majority 2");
  }

  @Test
  void theWaitSaysWhomItWaitsForAndHowToHaveBackWhoWasScaledAwayTooEarly() {
    Expect.waits(
        Scene.wholeSetOf(5).replicas(3).down(2).down(3).down(4).withoutPod(3).withoutPod(4),
        "when more of them answer: mongo-2, mongo-3.mongo.default.svc.cluster.local:27017"
            + " (its pod is gone before its member: scale up, and it is back)");
  }

  @Test
  void whereAnArbiterIsInTheWayTheWaitSaysSo() {
    Scene scene =
        Scene.wholeSetOf(2)
            .pod(2)
            .member(Member.arbiter(2, HostPort.parse("arbiter.example.org:27017")))
            .sees(2, MemberState.ARBITER, OpTime.NONE)
            .highestId(2)
            .writeConcernSet();
    Expect.waits(scene.replicas(1), "order to remove an arbiter first");
  }
}
