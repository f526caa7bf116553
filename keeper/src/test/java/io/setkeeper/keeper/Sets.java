package io.setkeeper.keeper;

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
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Three pods mongo-0 to mongo-2 with a member each, as a keeper sees them. */
public final class Sets {
  /** The grace period of {@link #ending}. */
  public static final Duration GRACE = Duration.ofSeconds(60);

  private Sets() {}

  public static StatefulSetView.Known statefulSet() {
    return new StatefulSetView.Known("default", "mongo", 3, 0, false, false, Wishes.NONE);
  }

  public static HostPort host(int ordinal) {
    return new HostPort("mongo-" + ordinal + ".mongo.shop.svc.cluster.local", 27017);
  }

  public static Pod pod(int ordinal) {
    return pod(ordinal, Optional.empty());
  }

  /** A pod that is being ended. */
  public static Pod ending(int ordinal) {
    return pod(ordinal, Optional.of(GRACE));
  }

  private static Pod pod(int ordinal, Optional<Duration> grace) {
    return new Pod(
        "mongo-" + ordinal,
        ordinal,
        "uid-" + ordinal,
        host(ordinal),
        Optional.of("10.1.0." + ordinal),
        true,
        grace,
        Optional.empty());
  }

  public static List<Pod> pods() {
    return List.of(pod(0), pod(1), pod(2));
  }

  /** A mongod of the set, and how it sees the three members. */
  public static Mongod.InSet inSet(int self, MemberState... states) {
    List<Member> members =
        IntStream.range(0, states.length).mapToObj(i -> Member.voter(i, host(i))).toList();
    List<PeerView> peers =
        IntStream.range(0, states.length)
            .mapToObj(i -> PeerView.of(i, states[i], states[i] != MemberState.DOWN, OpTime.NONE))
            .toList();
    return new Mongod.InSet(
        self,
        states[self],
        states[self] == MemberState.PRIMARY,
        1,
        new ReplicaSetConfig("rs0", new ConfigVersion(1, 5), members, Optional.of("id")),
        true,
        peers,
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        false);
  }

  /** What the keeper of mongo-0 sees. */
  public static Snapshot snapshot(List<Pod> pods, Mongod own) {
    return new Snapshot(
        "mongo-0",
        statefulSet(),
        pods,
        List.of(),
        new SetRecord.None(),
        new LeaseView.Free(),
        Map.of("mongo-0", own));
  }

  /** The same, and no member is wanted of mongo-0's ordinal any more. */
  public static Snapshot scaledAway(List<Pod> pods, Map<String, Mongod> mongods) {
    return new Snapshot(
        "mongo-0",
        new StatefulSetView.Known("default", "mongo", 2, 1, false, false, Wishes.NONE),
        pods,
        List.of(),
        new SetRecord.None(),
        new LeaseView.Free(),
        mongods);
  }

  public static Step rests(Snapshot snapshot) {
    return new Step(
        snapshot,
        new Decision.Rest(Reason.of("rule", "Nothing to do", "all is well")),
        Optional.empty(),
        Memory.NONE);
  }

  public static Step stepsDown(Snapshot snapshot) {
    return new Step(
        snapshot,
        new Decision.Act(new Action.StepDown(), Reason.of("leaving", "Stepping down", "it ends")),
        Optional.of(new Outcome.Done()),
        Memory.NONE);
  }
}
