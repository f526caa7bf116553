package io.setkeeper.core.decision;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final SetRecord BY_MONGO_0 =
      new SetRecord.Initiating("1", "mongo-0", "uid-mongo-0", List.of());

  @Test
  void aSetThatWasJustInitiatedDoesNotWaitForTheElectionTimeOut() {
    Expect.action(initiated(0, MemberState.SECONDARY), Action.StepUp.class);
  }

  @Test
  void itStandsOnlyWhenItsVotersFollow() {
    Expect.waits(initiated(0, MemberState.STARTUP2), "MongoDB to elect");
  }

  @Test
  void itStandsOnceBecauseStandingBeginsATerm() {
    Expect.waits(initiated(1, MemberState.SECONDARY), "MongoDB to elect");
  }

  @Test
  void onlyTheMemberThatWasInitiatedOnStands() {
    Expect.waits(
        initiated(0, MemberState.SECONDARY)
            .record(new SetRecord.Initiating("1", "mongo-1", "uid-mongo-1", List.of())),
        "MongoDB to elect");
  }

  @Test
  void aSetWhoseRecordSaysInitiatedElectsByItself() {
    Expect.waits(initiated(0, MemberState.SECONDARY).highestId(1), "MongoDB to elect");
  }

  private static Scene initiated(long term, MemberState other) {
    List<Member> members = List.of(Member.voter(0, Scene.host(0)), Member.voter(1, Scene.host(1)));
    Mongod own =
        new Mongod.InSet(
            0,
            MemberState.SECONDARY,
            false,
            term,
            new ReplicaSetConfig(
                "rs0", new ConfigVersion(0, 1), members, Optional.of(Scene.SET_ID)),
            false,
            List.of(
                PeerView.of(0, MemberState.SECONDARY, true, OpTime.NONE),
                PeerView.of(1, other, true, OpTime.NONE)),
            Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
            false);
    return new Scene().pod(0).pod(1).mongod(0, own).record(BY_MONGO_0);
  }
}
