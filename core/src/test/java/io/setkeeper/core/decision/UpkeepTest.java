package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who acts, and what comes before everything else. */
class UpkeepTest {
  @Test
  void aWholeSetIsLeftAlone() {
    Expect.rests(Scene.wholeSetOf(3));
  }

  @Test
  void onlyThePrimarysKeeperActs() {
    Expect.waits(Scene.wholeSetOf(3).replicas(1).self(1), "its mongod is the primary");
  }

  @Test
  void aPausedSetIsNotTouched() {
    Expect.waits(Scene.wholeSetOf(3).replicas(1).wishes(Asked.pause()), "paused");
  }

  @Test
  void withoutAnAnswerOfTheOwnMongodNothingIsDone() {
    Expect.waits(Scene.wholeSetOf(3).silent(0), "Waiting for the own mongod");
  }

  @Test
  void aStatefulSetThatCantBeReadIsWaitedFor() {
    Expect.waits(
        Scene.wholeSetOf(3).statefulSet(new StatefulSetView.Unknown("forbidden")), "forbidden");
  }

  @Test
  void aStatefulSetThatIsGoneRemovesNobody() {
    Expect.waits(
        Scene.wholeSetOf(3).statefulSet(new StatefulSetView.Absent()), "the StatefulSet is gone");
  }

  @Test
  void aConfigThatIsNotCommittedIsWaitedFor() {
    Expect.waits(Scene.wholeSetOf(3).replicas(1).uncommitted(), "to be committed");
  }

  // the record

  @Test
  void aSetWithoutARecordIsTakenOver() {
    var write =
        Expect.action(Scene.wholeSetOf(3).record(new SetRecord.None()), Action.WriteRecord.class);
    assertThat(write.to()).isEqualTo(new SetRecord.Initiated("", Scene.SET_ID, 2));
  }

  @Test
  void anIdInUseIsNotedBeforeAnythingElse() {
    var write =
        Expect.action(Scene.wholeSetOf(3).replicas(1).highestId(1), Action.WriteRecord.class);
    assertThat(write.to()).isEqualTo(new SetRecord.Initiated("", Scene.SET_ID, 2));
  }

  @Test
  void newIdsAreSetApartBeforeAConfigHasThem() {
    var write = Expect.action(growing(), Action.WriteRecord.class);
    var record = (SetRecord.Initiated) write.to();
    assertThat(record.highestId()).isEqualTo(4);
    assertThat(ids(Expect.reconfig(growing().record(record)))).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whatAnotherPrimaryHasSetApartIsUsedToThisOne() {
    var others = new SetRecord.Initiated("7", Scene.SET_ID, 2);
    var record = others.settingApart(4, new ConfigVersion(0, 9));
    assertThat(ids(Expect.reconfig(growing().record(record)))).containsExactly(0, 1, 2, 5, 6);
  }

  @Test
  void alsoWhereAForcedConfigKeepsItsTermUnderBoth() {
    var others = new SetRecord.Initiated("7", Scene.SET_ID, 2);
    var record = others.settingApart(4, new ConfigVersion(1, 5));
    assertThat(ids(Expect.reconfig(growing().term(2).record(record))))
        .containsExactly(0, 1, 2, 5, 6);
  }

  @Test
  void andSoIsWhatWasSetApartForAnEarlierConfig() {
    var record =
        new SetRecord.Initiated("7", Scene.SET_ID, 2).settingApart(4, new ConfigVersion(1, 4));
    assertThat(ids(Expect.reconfig(growing().record(record)))).containsExactly(0, 1, 2, 5, 6);
  }

  private static Scene growing() {
    return Scene.wholeSetOf(3).replicas(5).pod(3).empty(3).pod(4).empty(4);
  }

  private static List<Integer> ids(ReplicaSetConfig config) {
    return config.members().stream().map(Member::id).toList();
  }

  @Test
  void aRecordThatCantBeReadStopsEverything() {
    Expect.waits(
        Scene.wholeSetOf(5).replicas(3).record(new SetRecord.Unknown("forbidden")), "forbidden");
  }

  @Test
  void aRecordOfAnotherSetStopsEverything() {
    Expect.refuses(
        Scene.wholeSetOf(5)
            .replicas(3)
            .record(new SetRecord.Initiated("7", "000000000000000000000000", 4)),
        "not the set that the record names");
  }

  @Test
  void aSetWithoutAnIdentityIsNotTakenOverAndTheReasonSaysWhatCanBeDone() {
    Scene set = Scene.wholeSetOf(3).replicas(1).withoutSetId();
    Expect.refuses(set.record(new SetRecord.None()), "no settings.replicaSetId");
    Expect.refuses(set.record(new SetRecord.Unknown("broken")), "drop its database local");
  }

  @Test
  void aPrimaryOfASetWithoutAnIdentityHandsOverBeforeItLeaves() {
    Expect.action(Scene.wholeSetOf(3).withoutSetId().terminating(0), Action.StepDown.class);
  }
}
