package io.setkeeper.keeper.loop;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Reason;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps as the loop sees them. */
final class Scenes {
  private static final Member FIRST = Member.voter(0, HostPort.parse("mongo-0.mongo"));
  private static final Member SECOND = Member.voter(1, HostPort.parse("mongo-1.mongo"));

  private Scenes() {}

  static Mongod primary() {
    return inSet(0, MemberState.PRIMARY, MemberState.SECONDARY);
  }

  static Mongod follower() {
    return inSet(1, MemberState.PRIMARY, MemberState.SECONDARY);
  }

  static Mongod orphan() {
    return inSet(1, MemberState.DOWN, MemberState.SECONDARY);
  }

  static Mongod silent() {
    return new Mongod.Unknown("Connection refused", true);
  }

  static Snapshot snapshot(Mongod own, boolean fresh) {
    return new Snapshot(
        "mongo-0",
        new StatefulSetView.Known("default", "mongo", 2, 0, false, fresh, Wishes.NONE),
        List.of(),
        List.of(),
        new SetRecord.None(),
        new LeaseView.Free(),
        Map.of("mongo-0", own));
  }

  static Step waits(Mongod own) {
    return waits(own, "Waiting");
  }

  static Step waits(Mongod own, String what) {
    return new Step(
        snapshot(own, false),
        new Decision.Wait(Reason.of("rule", what, "because")),
        Optional.empty(),
        Memory.NONE);
  }

  static Step waitsOnAFreshLook(Mongod own) {
    return new Step(
        snapshot(own, true),
        new Decision.Wait(Reason.of("rule", "Waiting", "because")),
        Optional.empty(),
        Memory.NONE);
  }

  static Step rests() {
    return new Step(
        snapshot(primary(), false),
        new Decision.Rest(Reason.of("rule", "Nothing to do", "all is well")),
        Optional.empty(),
        Memory.NONE);
  }

  static Step acted(Outcome outcome) {
    return new Step(
        snapshot(primary(), false),
        new Decision.Act(new Action.TakeLease(), Reason.of("rule", "Acting", "because")),
        Optional.of(outcome),
        Memory.NONE);
  }

  private static Mongod inSet(int self, MemberState first, MemberState second) {
    return new Mongod.InSet(
        self,
        self == 0 ? first : second,
        self == 0,
        1,
        new ReplicaSetConfig(
            "rs0", new ConfigVersion(1, 1), List.of(FIRST, SECOND), Optional.of("id")),
        true,
        List.of(
            PeerView.of(0, first, first != MemberState.DOWN, OpTime.NONE),
            PeerView.of(1, second, true, OpTime.NONE)),
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        false);
  }
}
