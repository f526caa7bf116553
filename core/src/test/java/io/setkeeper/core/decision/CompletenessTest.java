package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
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
}
