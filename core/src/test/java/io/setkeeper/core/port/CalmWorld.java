package io.setkeeper.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.model.Claim;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A world without faults or delays, in which every action is done at once and its safety is checked
 * as it is done. Pods exist up to a number; all mongods of the set agree.
 */
final class CalmWorld implements World {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SET_ID = "61a5f0c2e4b0a1b2c3d4e5f6";

  private final Set<Integer> pods = new TreeSet<>();
  private final Set<Integer> removedVolumes = new HashSet<>();
  private final Map<Integer, HostPort> idsUsed = new HashMap<>();
  private Optional<ReplicaSetConfig> config = Optional.empty();
  private HostPort primary = host(0);
  private SetRecord record = new SetRecord.None();
  private LeaseView lease = new LeaseView.Free();
  private Wishes wishes = Wishes.NONE;
  private int replicas;

  /** A world in which a set exists already, and a member of it is the primary. */
  static CalmWorld having(List<Member> members, int primary) {
    CalmWorld world = new CalmWorld();
    world.config =
        Optional.of(
            new ReplicaSetConfig("rs0", new ConfigVersion(1, 1), members, Optional.of(SET_ID)));
    members.forEach(world::uses);
    world.primary(primary);
    return world;
  }

  static HostPort host(int ordinal) {
    return new HostPort("mongo-" + ordinal + ".mongo.default.svc.cluster.local", 27017);
  }

  /** Scales the StatefulSet; the pods that run are those of the ordinals below {@code running}. */
  void scale(int wanted, int running) {
    replicas = wanted;
    pods.clear();
    for (int i = 0; i < running; i++) {
      pods.add(i);
    }
  }

  void wishes(Wishes asked) {
    wishes = asked;
  }

  void primary(int ordinal) {
    primary = host(ordinal);
  }

  ReplicaSetConfig config() {
    return config.orElseThrow();
  }

  @Override
  public Snapshot look(Freshness freshness) {
    Map<String, Mongod> answers = new HashMap<>();
    pods.forEach(ordinal -> answers.put("mongo-" + ordinal, answer(ordinal)));
    return new Snapshot(
        primary.host().split("\\.", 2)[0],
        new StatefulSetView.Known(
            "default", "mongo", replicas, 0, false, freshness == Freshness.FRESH, wishes),
        pods.stream().map(CalmWorld::pod).toList(),
        pods.stream().map(o -> new Claim("data-mongo-" + o, o, "claim-" + o)).toList(),
        record,
        lease,
        answers);
  }

  @Override
  public Outcome perform(Action action) {
    switch (action) {
      case Action.TakeLease() ->
          lease = new LeaseView.Held("mongo-0", NOW.plus(Duration.ofSeconds(15)));
      case Action.WriteRecord(SetRecord from, SetRecord to) -> {
        assertThat(from).isEqualTo(record);
        record = to;
      }
      case Action.Initiate(ReplicaSetConfig initial) -> {
        assertThat(config).as("there is one initiation").isEmpty();
        config =
            Optional.of(
                new ReplicaSetConfig(
                    initial.setName(),
                    new ConfigVersion(1, 1),
                    initial.members(),
                    Optional.of(SET_ID)));
        initial.members().forEach(this::uses);
      }
      case Action.Reconfig(ReplicaSetConfig from, ReplicaSetConfig to) -> reconfig(from, to);
      case Action.ForceReconfig force -> throw new AssertionError("nobody ordered it: " + force);
      case Action.StepUp stepUp -> throw new AssertionError("this world has a primary at once");
      case Action.StepDown() -> primary = successor();
    }
    return new Outcome.Done();
  }

  /** Of those that may be elected, the one with the highest priority. */
  private HostPort successor() {
    return config().members().stream()
        .filter(m -> m.voting() && m.priority() > 0 && !m.host().equals(primary))
        .filter(m -> pods.contains(ordinal(m.host())))
        .max(Comparator.comparingDouble(Member::priority))
        .orElseThrow(() -> new AssertionError("nobody can take over"))
        .host();
  }

  private void reconfig(ReplicaSetConfig from, ReplicaSetConfig to) {
    assertThat(from).isEqualTo(config());
    for (Member member : from.members()) {
      if (to.member(member.id()).isEmpty()) {
        removedVolumes.add(ordinal(member.host()));
      }
    }
    for (Member member : to.members()) {
      if (from.member(member.id()).isEmpty()) {
        assertThat(idsUsed).as("_ids used before").doesNotContainKey(member.id());
        uses(member);
      }
    }
    ConfigVersion version = new ConfigVersion(1, from.version().version() + 1);
    config =
        Optional.of(new ReplicaSetConfig(to.setName(), version, to.members(), to.replicaSetId()));
  }

  private void uses(Member member) {
    idsUsed.put(member.id(), member.host());
    removedVolumes.remove(ordinal(member.host()));
  }

  private Mongod answer(int ordinal) {
    Optional<Member> self = config.flatMap(c -> c.member(host(ordinal)));
    if (self.isEmpty()) {
      return removedVolumes.contains(ordinal)
          ? new Mongod.Removed(config, OpTime.NONE)
          : new Mongod.Uninitiated(true, Optional.of("rs0"));
    }
    if (self.get().arbiterOnly()) {
      return inSet(self.get(), MemberState.ARBITER, false);
    }
    boolean isPrimary = host(ordinal).equals(primary);
    return inSet(self.get(), isPrimary ? MemberState.PRIMARY : MemberState.SECONDARY, isPrimary);
  }

  private Mongod inSet(Member self, MemberState state, boolean isPrimary) {
    List<PeerView> peers = new ArrayList<>();
    for (Member member : config().members()) {
      peers.add(peer(member));
    }
    return new Mongod.InSet(
        self.id(),
        state,
        isPrimary,
        1,
        config(),
        true,
        peers,
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        true);
  }

  private PeerView peer(Member member) {
    MemberState data = member.host().equals(primary) ? MemberState.PRIMARY : MemberState.SECONDARY;
    MemberState state = member.arbiterOnly() ? MemberState.ARBITER : data;
    boolean runs = pods.contains(ordinal(member.host()));
    return PeerView.of(member.id(), runs ? state : MemberState.DOWN, runs, new OpTime(1, 10, 1));
  }

  private static int ordinal(HostPort host) {
    return Integer.parseInt(host.host().replaceFirst("mongo-([0-9]+)\\..*", "$1"));
  }

  private static Pod pod(int ordinal) {
    String name = "mongo-" + ordinal;
    return new Pod(
        name,
        ordinal,
        "uid-" + name,
        host(ordinal),
        Optional.of("10.0.0.1"),
        true,
        Optional.empty(),
        Optional.empty());
  }
}
