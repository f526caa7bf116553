package io.setkeeper.core.decision;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * A snapshot of a set as it might be found, of one to nine members, by chance: sick and well, named
 * by pods and otherwise, with wishes and orders, more often well than not.
 */
final class AnySet {
  private static final int PODS = 10;
  private static final List<MemberState> STATES = List.copyOf(EnumSet.allOf(MemberState.class));
  private static final OpTime[] APPLIED = {
    Scene.HEAD, Scene.HEAD, Scene.HEAD, new OpTime(1, 990, 1), new OpTime(1, 100, 1), OpTime.NONE
  };

  private final Random random;
  private final List<Member> members = new ArrayList<>();
  private final List<PeerView> peers = new ArrayList<>();
  private final int self;
  private final Optional<RecoverFrom> ordered;
  private boolean alone = false;

  private AnySet(Random random) {
    this.random = random;
    int size = 1 + random.nextInt(9);
    int first = random.nextInt(2);
    int voters = 0;
    for (int i = 0; i < size; i++) {
      Member member = member(first + i, voters);
      voters += member.votes();
      members.add(member);
    }
    self = random.nextInt(size);
    Member own = members.get(self);
    // The primary is electable and a pod of the set.
    members.set(self, Member.voter(own.id(), Scene.host(own.id())));
    while (members.stream().filter(Member::voting).count() > Policy.MAX_VOTERS) {
      int victim = random.nextInt(size);
      members.replaceAll(
          m -> m.id() == victim + first && victim != self && !m.arbiterOnly() ? m.with(0, 0) : m);
    }
    ordered = chance(3) ? Optional.of(order()) : Optional.empty();
    for (Member member : members) {
      peers.add(member.id() == own.id() ? well(own.id()) : peer(member));
    }
  }

  /** What the primary's keeper may see. */
  static Snapshot ofPrimary(Random random) {
    AnySet set = new AnySet(random);
    return set.snapshot(set.own(MemberState.PRIMARY, true));
  }

  /** What the keeper of any pod may see, one that is no member included. */
  static Snapshot ofAnybody(Random random) {
    AnySet set = new AnySet(random);
    set.alone = random.nextInt(3) == 0;
    MemberState state = random.nextInt(4) == 0 ? MemberState.RECOVERING : MemberState.SECONDARY;
    return set.snapshot(
        switch (random.nextInt(5)) {
          case 0 -> set.somebody(set.self);
          case 1 -> new Mongod.Removed(Optional.of(set.config()), Scene.HEAD);
          default -> set.own(state, false);
        });
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private Member member(int id, int votersBefore) {
    HostPort host = chance(15) ? HostPort.parse("10.0.0." + id + ":27017") : Scene.host(id);
    boolean votes = votersBefore < Policy.MAX_VOTERS && !chance(3);
    if (votes && chance(8)) {
      return Member.arbiter(id, host);
    }
    double priority = votes && !chance(6) ? 1 + random.nextInt(3) : 0;
    boolean hidden = priority == 0 && chance(4);
    boolean newlyAdded = votes && chance(15);
    return new Member(id, host, votes ? 1 : 0, priority, hidden, 0, false, newlyAdded, Map.of());
  }

  private static PeerView well(int id) {
    return PeerView.of(id, MemberState.PRIMARY, true, Scene.HEAD);
  }

  private PeerView peer(Member member) {
    if (chance(5)) {
      return PeerView.of(member.id(), MemberState.DOWN, false, OpTime.NONE);
    }
    if (member.arbiterOnly()) {
      return PeerView.of(member.id(), MemberState.ARBITER, true, OpTime.NONE);
    }
    MemberState state =
        chance(6) ? STATES.get(random.nextInt(STATES.size())) : MemberState.SECONDARY;
    MemberState seen = state == MemberState.PRIMARY ? MemberState.STARTUP2 : state;
    return new PeerView(
        member.id(),
        seen,
        true,
        APPLIED[random.nextInt(APPLIED.length)],
        Duration.ofSeconds(chance(6) ? 8 : 1));
  }

  private ReplicaSetConfig config() {
    return new ReplicaSetConfig("rs0", new ConfigVersion(1, 5), members, Optional.of(Scene.SET_ID));
  }

  private Mongod own(MemberState state, boolean writable) {
    List<PeerView> seen = new ArrayList<>(peers);
    int id = members.get(self).id();
    seen.replaceAll(p -> p.id() == id ? PeerView.of(id, state, true, Scene.HEAD) : p);
    return new Mongod.InSet(
        id,
        state,
        writable,
        1,
        config(),
        writable && !chance(10),
        seen,
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        chance(2));
  }

  private Snapshot snapshot(Mongod own) {
    int ownOrdinal = members.get(self).id();
    List<Pod> pods = new ArrayList<>();
    Map<String, Mongod> mongods = new HashMap<>();
    for (int ordinal = 0; ordinal <= PODS; ordinal++) {
      if (ordinal == ownOrdinal || !chance(alone ? 2 : 5)) {
        Pod pod = pod(ordinal);
        pods.add(pod);
        mongods.put(pod.name(), ordinal == ownOrdinal ? own : answer(ordinal));
      }
    }
    List<Claim> claims =
        pods.stream().map(p -> new Claim("data-" + p.name(), p.ordinal(), "claim")).toList();
    return new Snapshot(
        "mongo-" + ownOrdinal,
        statefulSet(),
        pods,
        claims,
        record(),
        new LeaseView.Free(),
        mongods,
        memory());
  }

  private Pod pod(int ordinal) {
    return new Pod(
        "mongo-" + ordinal,
        ordinal,
        "uid-" + ordinal,
        Scene.host(ordinal),
        Optional.of("10.0.0." + ordinal),
        !alone && !chance(5),
        chance(8) ? Optional.of(Scene.GRACE) : Optional.empty(),
        chance(3) ? Optional.of("zone-" + ordinal % 3) : Optional.empty());
  }

  /** What a pod's mongod says: mostly the truth that its member's entry has. */
  private Mongod answer(int ordinal) {
    Optional<Member> member = config().member(ordinal);
    if (member.isPresent() && !chance(20)) {
      return somebody(members.indexOf(member.get()));
    }
    return chance(6) ? somebody(random.nextInt(members.size())) : uninitiated(8);
  }

  /** Empty but for one in so many, which has data, or does not let its volume be seen. */
  private Mongod uninitiated(int oneIn) {
    Mongod.Contents other = chance(2) ? Mongod.Contents.DATA : Mongod.Contents.UNSEEN;
    return new Mongod.Uninitiated(
        chance(oneIn) ? other : Mongod.Contents.NOTHING, Optional.of("rs0"));
  }

  private Mongod somebody(int index) {
    Member member = members.get(index);
    return switch (random.nextInt(alone ? 2 : 15)) {
      case 0 -> new Mongod.Unknown("no answer", chance(2));
      case 1 -> uninitiated(4);
      case 2 -> Scene.removedFrom(chance(4) ? "000000000000000000000000" : Scene.SET_ID);
      case 3 -> new Mongod.Removed(Optional.empty(), OpTime.NONE);
      default ->
          new Mongod.InSet(
              member.id(),
              member.arbiterOnly() ? MemberState.ARBITER : MemberState.SECONDARY,
              false,
              1,
              config(),
              false,
              peers,
              Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
              false);
    };
  }

  private SetRecord record() {
    int highest = members.stream().mapToInt(Member::id).max().orElse(0);
    return switch (random.nextInt(20)) {
      case 0 -> new SetRecord.None();
      case 1 -> new SetRecord.Unknown("forbidden");
      case 2 -> new SetRecord.Initiating("1", "mongo-0", "uid-0", List.of("claim"));
      case 3 -> new SetRecord.Initiated("1", Scene.SET_ID, highest - 1);
      case 4 -> new SetRecord.Initiated("1", "000000000000000000000000", highest);
      case 5, 6, 7, 8 ->
          new SetRecord.Initiated("1", Scene.SET_ID, highest, Optional.empty(), orders());
      case 9, 10, 11, 12, 13, 14, 15, 16, 17 ->
          new SetRecord.Initiated("1", Scene.SET_ID, highest)
              .settingApart(
                  highest + 1 + random.nextInt(5), new ConfigVersion(1, chance(8) ? 4 : 5));
      default -> new SetRecord.Initiated("1", Scene.SET_ID, highest + random.nextInt(3));
    };
  }

  private List<String> orders() {
    return ordered.map(order -> List.of(order.toString())).orElse(List.of());
  }

  private StatefulSetView statefulSet() {
    return switch (random.nextInt(25)) {
      case 0 -> new StatefulSetView.Absent();
      case 1 -> new StatefulSetView.Unknown("forbidden");
      default ->
          new StatefulSetView.Known(
              "default",
              "mongo",
              wantedSize(),
              random.nextInt(2),
              chance(15),
              !chance(5),
              wishes());
    };
  }

  /** Mostly as many as there are. */
  private int wantedSize() {
    return chance(2) ? members.size() : random.nextInt(PODS);
  }

  private Wishes wishes() {
    Map<Integer, MemberSettings> settings = new HashMap<>();
    for (int ordinal = 0; ordinal <= PODS; ordinal++) {
      if (chance(6)) {
        settings.put(ordinal, settings(ordinal));
      }
    }
    return new Wishes(
        chance(25),
        chance(6) ? OptionalInt.of(1 + random.nextInt(PODS)) : OptionalInt.empty(),
        settings,
        ordered,
        chance(10) ? Optional.of(Scene.SET_ID) : Optional.empty(),
        chance(4) ? Set.of(HostPort.parse("10.0.0." + random.nextInt(PODS) + ":27017")) : Set.of(),
        chance(10)
            ? List.of(new Wishes.Fault(chance(2) ? Annotations.SIZE : Annotations.MEMBER + 1, "?"))
            : List.of());
  }

  private MemberSettings settings(int ordinal) {
    return new MemberSettings(
        chance(3) ? OptionalInt.of(random.nextInt(2)) : OptionalInt.empty(),
        chance(3) ? OptionalDouble.of(random.nextInt(3)) : OptionalDouble.empty(),
        chance(4) ? Optional.of(chance(2)) : Optional.empty(),
        chance(6) ? OptionalLong.of(random.nextInt(2) * 3600L) : OptionalLong.empty(),
        chance(6),
        chance(3) ? Map.of("use", "reports-" + ordinal) : Map.of());
  }

  /** Gives up everybody else, more often than not. */
  private RecoverFrom order() {
    int own = members.get(self).id();
    List<String> givenUp = new ArrayList<>();
    for (Member member : members) {
      if (member.id() != own && !chance(10)) {
        givenUp.add(chance(2) ? member.host().toString() : "mongo-" + member.id());
      }
    }
    givenUp.add("mongo-" + PODS);
    return new RecoverFrom("mongo-" + own, new ConfigVersion(1, chance(8) ? 4 : 5), givenUp);
  }

  private Memory memory() {
    return new Memory(
        chance(4) ? OptionalLong.of(1) : OptionalLong.empty(),
        chance(2)
            ? Optional.of(new Memory.SeenPrimary(random.nextInt(PODS), random.nextInt(2)))
            : Optional.empty(),
        chance(2) ? Optional.of(vacancy()) : Optional.empty());
  }

  private Memory.Vacancy vacancy() {
    return new Memory.Vacancy(1, Scene.NOW.minusSeconds(random.nextInt(3)));
  }
}
