package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  /** A secondary whose pod terminates. */
  private static Scene leaving(int size, int ordinal) {
    return Scene.wholeSetOf(size).self(ordinal).terminating(ordinal);
  }

  private static void isOpen(Scene scene, String why) {
    Gate.Answer answer = scene.gate(Duration.ZERO);
    assertThat(answer).as("%s", answer.why()).isInstanceOf(Gate.Open.class);
    assertThat(answer.why()).contains(why);
  }

  private static void isShut(Scene scene, String why) {
    Gate.Answer answer = scene.gate(Duration.ZERO);
    assertThat(answer).as("%s", answer.why()).isInstanceOf(Gate.Shut.class);
    assertThat(answer.why()).contains(why);
  }

  @Test
  void aPodThatDoesNotTerminateHasNothingToWaitFor() {
    isOpen(Scene.wholeSetOf(3), "not terminating");
  }

  @Test
  void aPrimaryHandsOverFirst() {
    isShut(leaving(3, 0), "primary still");
  }

  @Test
  void whoWasPrimaryWaitsUntilAnotherTakesWrites() {
    isShut(leaving(3, 0).sees(0, MemberState.SECONDARY, Scene.HEAD), "no other member");
  }

  @Test
  void aPrimaryThatDoesNotSayItselfThatItTakesWritesDoesNotCount() {
    isShut(leaving(3, 2).silent(0), "no other member");
  }

  @Test
  void aSecondaryMayEndWhereAMajorityStays() {
    isOpen(leaving(3, 2), "a majority stays");
  }

  @Test
  void aSecondaryThatTheMajorityNeedsWaits() {
    isShut(leaving(3, 2).down(1), "no healthy majority");
  }

  @Test
  void aMemberThatIsNotWellCostsNoMajority() {
    isOpen(leaving(3, 2).sees(2, MemberState.RECOVERING, Scene.HEAD), "a majority stays");
  }

  @Test
  void anArbiterThatStaysElects() {
    Scene scene =
        leaving(2, 1)
            .replicas(3)
            .pod(2)
            .member(Member.arbiter(2, Scene.host(2)))
            .sees(2, MemberState.ARBITER, OpTime.NONE);
    isOpen(scene, "a majority stays");
  }

  @Test
  void ofTwoThatLeaveTogetherTheHigherOrdinalGoesFirst() {
    isOpen(leaving(3, 2).terminating(1), "a majority stays");
  }

  @Test
  void andTheLowerOneWaitsForItsReturn() {
    isShut(leaving(3, 1).terminating(2), "no healthy majority");
  }

  @Test
  void whoIsScaledAwayWaitsUntilItIsRemoved() {
    isShut(leaving(3, 2).replicas(2), "not removed yet");
  }

  @Test
  void whoIsRemovedMayEnd() {
    isOpen(leaving(3, 2).mongod(2, Scene.removedFrom(Scene.SET_ID)), "no member any more");
  }

  @Test
  void theOnlyMemberMayEnd() {
    isOpen(leaving(1, 0), "only member");
  }

  @Test
  void allMayEndWhereTheStatefulSetIsScaledToZero() {
    isOpen(leaving(3, 0).replicas(0), "whole StatefulSet");
  }

  @Test
  void allMayEndWhereTheStatefulSetIsGone() {
    isOpen(leaving(3, 0).statefulSet(new StatefulSetView.Absent()), "whole StatefulSet");
  }

  @Test
  void aSizeThatCantBeUnderstoodIsNoStatefulSetThatGoes() {
    isShut(leaving(3, 0).wishes(Asked.unreadable(Annotations.SIZE)), "primary still");
  }

  @Test
  void aMongodThatDoesNotRunHoldsUpNobody() {
    isOpen(leaving(3, 2).refuses(2), "does not run");
  }

  @Test
  void aMongodThatIsSilentMayBeThePrimary() {
    isShut(leaving(3, 2).silent(2), "does not answer");
  }

  @Test
  void withTheApiServerAwayItAnswersByWhatMongodSays() {
    isShut(
        Scene.wholeSetOf(3).statefulSet(new StatefulSetView.Unknown("timeout")), "primary still");
  }

  @Test
  void itLetsGoWhileThereIsTimeToEndCleanly() {
    Gate.Answer answer = leaving(3, 0).gate(Duration.ofSeconds(15));
    assertThat(answer).isInstanceOf(Gate.Open.class);
    assertThat(answer.why()).contains("allows no more waiting");
  }

  @ParameterizedTest
  @CsvSource({"10,5", "30,15", "40,20", "60,40", "120,100"})
  void mongodKeepsHalfOfTheGracePeriodOrTwentySeconds(int grace, int patience) {
    assertThat(Gate.patience(Duration.ofSeconds(grace))).hasSeconds(patience);
  }
}
