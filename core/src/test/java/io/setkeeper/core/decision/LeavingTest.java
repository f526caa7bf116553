package io.setkeeper.core.decision;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import org.junit.jupiter.api.Test;

class LeavingTest {
  @Test
  void aPrimaryWhosePodTerminatesStepsDown() {
    Expect.action(Scene.wholeSetOf(3).terminating(0), Action.StepDown.class);
  }

  @Test
  void itDoesSoEvenWhileTheConfigIsNotCommitted() {
    Expect.action(Scene.wholeSetOf(3).terminating(0).uncommitted(), Action.StepDown.class);
  }

  @Test
  void itDoesSoThoughTheWantedSizeCantBeUnderstood() {
    Expect.action(
        Scene.wholeSetOf(3).terminating(0).wishes(Asked.unreadable(Annotations.SIZE)),
        Action.StepDown.class);
  }

  @Test
  void itStaysWhereNobodyElseIsCaughtUp() {
    Expect.rests(
        Scene.wholeSetOf(2).terminating(0).sees(1, MemberState.SECONDARY, new OpTime(1, 900, 1)));
  }

  @Test
  void itStaysWhereTheOnlyOtherOneHasNoPriority() {
    Expect.rests(
        Scene.wholeSetOf(1)
            .terminating(0)
            .replicas(2)
            .pod(1)
            .member(Member.voter(1, Scene.host(1)).with(1, 0))
            .highestId(1)
            .wishes(Asked.priority(1, 0)));
  }

  @Test
  void itDoesNotHandOverToSomebodyWhoLeavesToo() {
    Expect.rests(Scene.wholeSetOf(2).terminating(0).terminating(1));
  }

  @Test
  void itStaysWhereTheWholeStatefulSetGoes() {
    Expect.waits(Scene.wholeSetOf(3).terminating(0).replicas(0), "Keeping every member");
  }
}
