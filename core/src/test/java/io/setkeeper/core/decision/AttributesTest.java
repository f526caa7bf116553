package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.Wishes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private static Member changed(int id, Wishes wishes) {
    return Expect.reconfig(Scene.wholeSetOf(3).wishes(wishes)).member(id).orElseThrow();
  }

  @Test
  void aWishedPrioritySetsIt() {
    assertThat(changed(1, Asked.priority(1, 5)).priority()).isEqualTo(5);
  }

  @Test
  void aMemberThatIsHiddenHasNoPriority() {
    assertThat(changed(1, Asked.hidden(1, true)))
        .isEqualTo(new Member(1, Scene.host(1), 1, 0, true, 0, false, false, Map.of()));
  }

  @Test
  void aMemberThatIsDelayedHasNoPriority() {
    assertThat(changed(1, Asked.delay(1, 3600)))
        .isEqualTo(new Member(1, Scene.host(1), 1, 0, false, 3600, false, false, Map.of()));
  }

  @Test
  void tagsAreAddedToThoseThatAreThere() {
    assertThat(changed(1, Asked.tag(1, "use", "reports")).tags())
        .isEqualTo(Map.of("use", "reports"));
  }

  @Test
  void theNodesZoneBecomesATag() {
    var config = Expect.reconfig(Scene.wholeSetOf(3).zone(1, "eu-1a"));
    assertThat(config.member(1).orElseThrow().tags()).isEqualTo(Map.of("zone", "eu-1a"));
  }

  @Test
  void aWishedZoneCountsMoreThanTheNodes() {
    var config =
        Expect.reconfig(Scene.wholeSetOf(3).zone(1, "eu-1a").wishes(Asked.tag(1, "zone", "mine")));
    assertThat(config.member(1).orElseThrow().tags()).isEqualTo(Map.of("zone", "mine"));
  }

  @Test
  void severalMembersAreChangedInOneConfig() {
    var config =
        Expect.reconfig(
            Scene.wholeSetOf(3)
                .wishes(Asked.members(Map.of(1, Asked.priority(5), 2, Asked.priority(3)))));
    assertThat(config.members()).extracting(Member::priority).containsExactly(1.0, 5.0, 3.0);
  }

  @Test
  void aMemberWhoseWishesCantBeUnderstoodIsLeftAsItIs() {
    Expect.refuses(
        Scene.wholeSetOf(3).zone(1, "eu-1a").wishes(Asked.unreadable(Annotations.MEMBER + "1")),
        Annotations.MEMBER + "1");
  }

  @Test
  void aPrimaryThatIsWishedWithoutPriorityStepsDown() {
    Expect.action(Scene.wholeSetOf(3).wishes(Asked.priority(0, 0)), Action.StepDown.class);
  }

  @Test
  void aPrimaryThatIsWishedWithoutPriorityWaitsForSomebodyElse() {
    Scene scene = Scene.wholeSetOf(2).sees(1, MemberState.SECONDARY, new OpTime(1, 900, 1));
    Expect.waits(
        scene.wishes(Asked.priority(0, 0)),
        "no electable member that may stay primary is caught up");
  }

  @Test
  void whoIsToFollowBecomesElectableBeforeThePrimaryStepsDown() {
    Scene scene =
        Scene.wholeSetOf(1)
            .replicas(2)
            .pod(1)
            .member(Member.voter(1, Scene.host(1)).with(1, 0))
            .highestId(1);
    assertThat(Expect.reconfig(scene.wishes(Asked.priority(0, 0))).members())
        .extracting(Member::priority)
        .containsExactly(1.0, 1.0);
  }
}
