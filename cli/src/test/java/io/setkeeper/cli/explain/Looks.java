package io.setkeeper.cli.explain;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Looks at a set db of pods db-0, db-1 and so on, whose primary is db-0. */
final class Looks {
  static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private Looks() {}

  /** The account of a look. */
  static Account account(Snapshot look) {
    return Account.of("a test", AT, "shop", "db", "rs0", look);
  }

  /** A set of members under these hosts, each with a pod, and of pods that are no members yet. */
  static Snapshot look(boolean paused, int pods, List<HostPort> hosts) {
    List<Member> members =
        IntStream.range(0, hosts.size()).mapToObj(i -> Member.voter(i, hosts.get(i))).toList();
    Map<String, Mongod> mongods = new HashMap<>();
    for (int i = 0; i < pods; i++) {
      mongods.put(
          "db-" + i,
          i < hosts.size() ? inSet(i, members) : new Mongod.Uninitiated(true, Optional.of("rs0")));
    }
    return new Snapshot(
        "db-0",
        new StatefulSetView.Known("default", "db", pods, 0, false, true, wishes(paused)),
        IntStream.range(0, pods).mapToObj(Looks::pod).toList(),
        List.of(),
        new SetRecord.Initiated("1", "65aa", hosts.size() - 1),
        new LeaseView.Held("db-0", AT.minusSeconds(60)),
        mongods);
  }

  static Snapshot with(Snapshot look, SetRecord record, Map<String, Mongod> mongods) {
    return new Snapshot(
        look.self(), look.statefulSet(), look.pods(), look.claims(), record, look.lease(), mongods);
  }

  static HostPort host(int ordinal) {
    return HostPort.parse("db-%d.db.shop.svc.cluster.local:27017".formatted(ordinal));
  }

  static List<HostPort> hosts(int count) {
    return IntStream.range(0, count).mapToObj(Looks::host).toList();
  }

  /** Hosts as the old sidecar gives them without the name of a Service. */
  static List<HostPort> addresses(int count) {
    return IntStream.range(0, count).mapToObj(i -> new HostPort("10.0.0." + i, 27017)).toList();
  }

  private static Wishes wishes(boolean paused) {
    return new Wishes(
        paused,
        OptionalInt.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of());
  }

  private static Pod pod(int ordinal) {
    return new Pod(
        "db-" + ordinal,
        ordinal,
        "uid-" + ordinal,
        host(ordinal),
        Optional.of("10.0.0." + ordinal),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private static Mongod inSet(int self, List<Member> members) {
    ReplicaSetConfig config =
        new ReplicaSetConfig("rs0", new ConfigVersion(2, 7), members, Optional.of("65aa"));
    return new Mongod.InSet(
        self,
        state(self),
        self == 0,
        2,
        config,
        self == 0,
        members.stream()
            .map(m -> PeerView.of(m.id(), state(m.id()), true, new OpTime(2, 1000 - m.id(), 1)))
            .toList(),
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        true);
  }

  private static MemberState state(int id) {
    return id == 0 ? MemberState.PRIMARY : MemberState.SECONDARY;
  }
}
