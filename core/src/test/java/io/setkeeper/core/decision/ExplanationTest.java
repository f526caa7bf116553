package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.SetRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is explained: {@link Explanation}, the {@link EndState} and the {@link ConfigChange}s. */
class ExplanationTest {
  private static List<Integer> endVoters(Scene scene) {
    return scene.explanation().endState().orElseThrow().members().stream()
        .map(EndState.Wanted::member)
        .filter(Member::voting)
        .map(Member::id)
        .toList();
  }

  private static String why(Scene scene, int id) {
    return scene.explanation().endState().orElseThrow().members().stream()
        .filter(w -> w.member().id() == id)
        .findFirst()
        .orElseThrow()
        .why();
  }

  @Test
  void theNextStepsChangeIsALineAMember() {
    Scene growing = Scene.wholeSetOf(1).replicas(2).pod(1).empty(1);
    growing.record(
        new SetRecord.Initiated("7", Scene.SET_ID, 0).settingApart(1, new ConfigVersion(1, 5)));
    assertThat(growing.explanation().diff())
        .containsExactly("+ %s: added (_id 1, votes 0, priority 0)".formatted(Scene.host(1)));
  }

  @Test
  void aRemovalIsALineToo() {
    assertThat(Scene.wholeSetOf(3).replicas(2).explanation().diff())
        .containsExactly("- %s: removed (_id 2)".formatted(Scene.host(2)));
  }

  @Test
  void aChangedMemberSaysEachField() {
    assertThat(Scene.wholeSetOf(3).wishes(Asked.hidden(1, true)).explanation().diff())
        .containsExactly("%s: priority 1 -> 0, hidden false -> true".formatted(Scene.host(1)));
  }

  @Test
  void aRenameSaysBothNames() {
    Member old = Member.voter(1, HostPort.parse("10.0.0.1:27017"));
    var before = Scene.wholeSetOf(1).member(old).config();
    assertThat(ConfigChange.between(before, before.change(1, m -> m.at(Scene.host(1)))))
        .containsExactly("%s: host 10.0.0.1:27017 -> %s".formatted(Scene.host(1), Scene.host(1)));
  }

  @Test
  void aStepThatChangesNoConfigHasNoLines() {
    assertThat(Scene.wholeSetOf(3).record(new SetRecord.None()).explanation().diff()).isEmpty();
  }

  @Test
  void anInitiationIsALineAMember() {
    SetRecord record = new SetRecord.Initiating("1", "mongo-0", "uid", List.of("claim-0"));
    assertThat(Scene.emptyPods(1, 1).record(record).explanation().diff())
        .containsExactly("+ %s: added (_id 0, votes 1, priority 1)".formatted(Scene.host(0)));
  }

  @Test
  void whoIsInNoSetKnowsNoEndState() {
    assertThat(Scene.emptyPods(1, 1).explanation().endState()).isEmpty();
  }

  @Test
  void aWholeSetIsItsOwnEndState() {
    assertThat(Scene.wholeSetOf(3).explanation().toTheEnd()).isEmpty();
  }

  @Test
  void theEndStateHasPodsThatDoNotExistYet() {
    assertThat(endVoters(Scene.wholeSetOf(1).replicas(3))).containsExactly(0, 1, 2);
  }

  @Test
  void theEndStateHasNobodyWhoIsScaledAway() {
    assertThat(endVoters(Scene.wholeSetOf(5).replicas(3))).containsExactly(0, 1, 2);
  }

  @Test
  void theEndStateHasAnOddNumberOfVotes() {
    assertThat(endVoters(Scene.wholeSetOf(1).replicas(4))).containsExactly(0, 1, 2);
  }

  @Test
  void aMemberWithoutAVoteSaysThatTheNumberIsOdd() {
    assertThat(why(Scene.wholeSetOf(4), 3)).contains("4 members have 3 votes");
  }

  @Test
  void aMemberWithoutAVoteSaysThatItIsWished() {
    assertThat(why(Scene.wholeSetOf(3).wishes(Asked.votes(1, 0)), 1)).contains("annotation");
  }

  @Test
  void aStrangerSaysWhyItIsKept() {
    Scene scene =
        Scene.wholeSetOf(2).member(Member.voter(7, HostPort.parse("backup.example.org:27017")));
    assertThat(why(scene, 7)).contains("no pod of this StatefulSet");
  }

  @Test
  void aHiddenMemberOfAPersonsConfigSaysWhyItIsKept() {
    Member hidden = new Member(2, Scene.host(2), 1, 0, true, 0, false, false, Map.of());
    assertThat(why(Scene.wholeSetOf(2).replicas(3).pod(2).member(hidden), 2))
        .contains("a person made it so");
  }
}
