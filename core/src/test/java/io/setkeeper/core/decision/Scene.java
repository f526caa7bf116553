package io.setkeeper.core.decision;

import io.setkeeper.core.model.Claim;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The recipe's set, to be told about: begins whole or empty, seen by the keeper of mongo-0. Each
 * method changes one thing and answers the scene.
 */
final class Scene {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration GRACE = Duration.ofSeconds(30);
  static final String SET_ID = "61a5f0c2e4b0a1b2c3d4e5f6";
  static final OpTime HEAD = new OpTime(1, 1000, 1);

  private Wishes wishes = Wishes.NONE;
  private final List<Pod> pods = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final Map<String, Mongod> mongods = new HashMap<>();
  private final Map<String, Integer> memberOf = new HashMap<>();
  private final List<Member> members = new ArrayList<>();
  private final Map<Integer, PeerView> peers = new HashMap<>();
  private String self = "mongo-0";
  private int replicas = 3;
  private int firstOrdinal = 0;
  private boolean deleting = false;
  private boolean fresh = true;
  private boolean committed = true;
  private SetRecord record = new SetRecord.None();
  private LeaseView lease = new LeaseView.Free();
  private Optional<StatefulSetView> statefulSet = Optional.empty();
  private Memory memory = Memory.NONE;
  private boolean writeConcernSet = false;
  private Optional<String> setId = Optional.of(SET_ID);
  private long term = 1;
  private long configTerm = 1;

  static HostPort host(int ordinal) {
    return new HostPort("mongo-" + ordinal + ".mongo.default.svc.cluster.local", 27017);
  }

  /** A mongod that holds the config of a set in which it is no member. */
  static Mongod removedFrom(String setId) {
    ReplicaSetConfig config =
        new ReplicaSetConfig("rs0", new ConfigVersion(1, 4), List.of(), Optional.of(setId));
    return new Mongod.Removed(Optional.of(config), HEAD);
  }

  /** A mongod with databases that were never in a set. */
  static Mongod withData() {
    return new Mongod.Uninitiated(false, Optional.of("rs0"));
  }

  /** So many voters, mongo-0 the primary, the record true. */
  static Scene wholeSetOf(int size) {
    Scene scene = new Scene().replicas(size).highestId(size - 1);
    for (int i = 0; i < size; i++) {
      scene.pod(i).member(Member.voter(i, host(i)));
    }
    return scene;
  }

  /** So many pods whose mongods are empty, and no record. */
  static Scene emptyPods(int created, int wanted) {
    Scene scene = new Scene().replicas(wanted);
    for (int i = 0; i < created; i++) {
      scene.pod(i).empty(i);
    }
    return scene;
  }

  Scene pod(int ordinal) {
    pods.add(pod(ordinal, false));
    return claim(ordinal);
  }

  Scene terminating(int ordinal) {
    pods.replaceAll(p -> p.ordinal() == ordinal ? pod(ordinal, true) : p);
    return this;
  }

  /** Its container does not run. */
  Scene stopped(int ordinal) {
    return change(
        ordinal,
        p ->
            new Pod(p.name(), ordinal, p.uid(), p.host(), p.address(), false, p.grace(), p.zone()));
  }

  Scene zone(int ordinal, String zone) {
    return change(
        ordinal,
        p ->
            new Pod(
                p.name(),
                ordinal,
                p.uid(),
                p.host(),
                p.address(),
                p.running(),
                p.grace(),
                Optional.of(zone)));
  }

  private Scene change(int ordinal, UnaryOperator<Pod> to) {
    pods.replaceAll(p -> p.ordinal() == ordinal ? to.apply(p) : p);
    return this;
  }

  Scene withoutPod(int ordinal) {
    pods.removeIf(p -> p.ordinal() == ordinal);
    return this;
  }

  Scene unlistedClaims(String why) {
    claims.clear();
    claims.add(Claim.unlisted(why));
    return this;
  }

  Scene claim(int ordinal) {
    claims.add(new Claim("data-mongo-" + ordinal, ordinal, "claim-" + ordinal));
    return this;
  }

  /** Appends a member: the first is PRIMARY, the others SECONDARY, all caught up. */
  Scene member(Member member) {
    MemberState state = members.isEmpty() ? MemberState.PRIMARY : MemberState.SECONDARY;
    members.add(member);
    return sees(member.id(), state, HEAD);
  }

  Scene sees(int id, MemberState state, OpTime applied) {
    peers.put(id, PeerView.of(id, state, true, applied));
    return this;
  }

  Scene down(int id) {
    peers.put(id, PeerView.of(id, MemberState.DOWN, false, OpTime.NONE));
    return this;
  }

  /** It answers in this state, but answered the last heartbeat so long ago. */
  Scene silentFor(int id, Duration silence) {
    PeerView seen = Objects.requireNonNull(peers.get(id));
    peers.put(id, new PeerView(id, seen.state(), seen.healthy(), seen.applied(), silence));
    return this;
  }

  Scene mongod(int ordinal, Mongod answer) {
    mongods.put("mongo-" + ordinal, answer);
    return this;
  }

  /** The pod's mongod says that it is the member of this {@code _id}, whatever its host. */
  Scene answersAs(int ordinal, int id) {
    memberOf.put("mongo-" + ordinal, id);
    return this;
  }

  Scene empty(int ordinal) {
    return mongod(ordinal, new Mongod.Uninitiated(true, Optional.of("rs0")));
  }

  Scene silent(int ordinal) {
    return mongod(ordinal, new Mongod.Unknown("no answer within 2 s", false));
  }

  /** Its address refuses connections: the process is gone. */
  Scene refuses(int ordinal) {
    return mongod(ordinal, new Mongod.Unknown("connection refused", true));
  }

  Scene self(int ordinal) {
    self = "mongo-" + ordinal;
    return this;
  }

  Scene replicas(int wanted) {
    replicas = wanted;
    return this;
  }

  Scene firstOrdinal(int start) {
    firstOrdinal = start;
    return this;
  }

  Scene deleting() {
    deleting = true;
    return this;
  }

  Scene statefulSet(StatefulSetView now) {
    statefulSet = Optional.of(now);
    return this;
  }

  Scene cached() {
    fresh = false;
    return this;
  }

  Scene uncommitted() {
    committed = false;
    return this;
  }

  Scene wishes(Wishes asked) {
    wishes = asked;
    return this;
  }

  Scene record(SetRecord now) {
    record = now;
    return this;
  }

  Scene highestId(int highestId) {
    return record(new SetRecord.Initiated("7", SET_ID, highestId));
  }

  /** The keeper saw this member as the primary of this term last. */
  Scene sawPrimary(int id, long inTerm) {
    memory =
        new Memory(
            memory.stoodIn(), Optional.of(new Memory.SeenPrimary(id, inTerm)), memory.vacancy());
    return this;
  }

  /** The own mongod has seen no primary in its present term for so long. */
  Scene noneFor(Duration time) {
    Memory.Vacancy vacancy = new Memory.Vacancy(term, NOW.minus(time));
    memory = new Memory(memory.stoodIn(), memory.lastPrimary(), Optional.of(vacancy));
    return this;
  }

  Scene stoodIn(long earlier) {
    memory = memory.havingStood(earlier);
    return this;
  }

  /** Initiated before MongoDB 3.2. */
  Scene withoutSetId() {
    setId = Optional.empty();
    return this;
  }

  /** It was initiated by mongo-0 a moment ago, and nobody was primary yet. */
  Scene justInitiated() {
    configTerm = 0;
    return record(new SetRecord.Initiating("7", "mongo-0", "uid-mongo-0", List.of()));
  }

  Scene term(long now) {
    term = now;
    return this;
  }

  Scene writeConcernSet() {
    writeConcernSet = true;
    return this;
  }

  Scene lease(LeaseView now) {
    lease = now;
    return this;
  }

  Scene ownLease() {
    return lease(new LeaseView.Held(self, NOW.plusSeconds(10)));
  }

  Snapshot snapshot() {
    Map<String, Mongod> answers = new HashMap<>(mongods);
    memberOf.forEach((pod, id) -> answers.put(pod, inSet(config().member(id).orElseThrow())));
    for (Pod pod : pods) {
      config().member(pod.host()).ifPresent(m -> answers.putIfAbsent(pod.name(), inSet(m)));
    }
    return new Snapshot(
        self, statefulSet.orElseGet(this::known), pods, claims, record, lease, answers, memory);
  }

  private StatefulSetView known() {
    return new StatefulSetView.Known(
        "default", "mongo", replicas, firstOrdinal, deleting, fresh, wishes);
  }

  Gate.Answer gate(Duration held) {
    return Gate.answer(snapshot(), held);
  }

  Explanation explanation() {
    return Explanation.of(snapshot(), Policy.of("rs0"), NOW);
  }

  Decision decision() {
    return Keeper.decide(snapshot(), Policy.of("rs0"), NOW);
  }

  ReplicaSetConfig config() {
    return new ReplicaSetConfig("rs0", new ConfigVersion(configTerm, 5), members, setId);
  }

  private static Pod pod(int ordinal, boolean terminating) {
    String name = "mongo-" + ordinal;
    return new Pod(
        name,
        ordinal,
        "uid-" + name,
        host(ordinal),
        Optional.of("10.0.0." + ordinal),
        true,
        terminating ? Optional.of(GRACE) : Optional.empty(),
        Optional.empty());
  }

  private Mongod inSet(Member member) {
    MemberState state =
        Optional.ofNullable(peers.get(member.id())).map(PeerView::state).orElse(MemberState.DOWN);
    boolean writable = state == MemberState.PRIMARY;
    return new Mongod.InSet(
        member.id(),
        state,
        writable,
        term,
        config(),
        committed && writable,
        List.copyOf(peers.values()),
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        writeConcernSet);
  }
}
