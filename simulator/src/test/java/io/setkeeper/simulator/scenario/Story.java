package io.setkeeper.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.simulator.fault.People;
import io.setkeeper.simulator.keeper.KeeperObserver;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.mongod.Observer;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.run.WorldSettings;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A scripted world, always the same, and all that was decided and done in it. */
final class Story implements KeeperObserver, Observer {
  private static final long PATIENCE = 120_000;

  private final World world;
  private final Map<String, Decision> decisions = new HashMap<>();
  private final List<ReplicaSetConfig> written = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private int initiations;
  private int forced;

  Story(WorldSettings settings) {
    this.world = new World(settings, new Dice(7), Trace.silent());
    world.observe(this);
    world.mongods().observe(this);
  }

  /** A world whose set is whole already. */
  static Story ofAWholeSet(WorldSettings settings) {
    Story story = new Story(settings);
    story.untilWhole();
    return story;
  }

  World world() {
    return world;
  }

  void pass(long millis) {
    boolean well = world.runUntil(world.timeline().now() + millis);
    assertThat(well).as("%s", world.violation()).isTrue();
  }

  void until(String what, BooleanSupplier holds) {
    long deadline = world.timeline().now() + PATIENCE;
    while (!holds.getAsBoolean()) {
      assertThat(world.timeline().now()).as(what).isLessThan(deadline);
      pass(50);
    }
  }

  void untilWhole() {
    until("the set is whole", () -> world.lacks().isEmpty());
  }

  void scaleTo(int replicas) {
    world.api().order("scaled", People.scaleTo(replicas));
  }

  PodRun pod(int ordinal) {
    return world.nodes().pod(ordinal).orElseThrow();
  }

  SimMongod mongod(int ordinal) {
    return pod(ordinal).mongod().orElseThrow();
  }

  ReplicaSetConfig config() {
    return world.primary().flatMap(SimMongod::config).orElseThrow();
  }

  List<HostPort> hosts() {
    return config().members().stream().map(Member::host).toList();
  }

  /** Nothing passes between the two, in either direction. */
  void cut(String one, String other) {
    world.network().cut(one, other);
    world.network().cut(other, one);
  }

  /** Whether the keeper of a pod refused when it decided last. */
  boolean refuses(String pod) {
    return decisions.get(pod) instanceof Decision.Refuse;
  }

  /** Why the keeper of a pod decided so last. */
  String reason(String pod) {
    return Optional.ofNullable(decisions.get(pod)).map(d -> d.reason().toString()).orElse("");
  }

  List<ReplicaSetConfig> written() {
    return written;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  int initiations() {
    return initiations;
  }

  int forced() {
    return forced;
  }

  @Override
  public void decided(Snapshot snapshot, Decision decision) {
    decisions.put(snapshot.self(), decision);
  }

  @Override
  public void done(Snapshot snapshot, Action action, Outcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void initiated(SimMongod mongod, ReplicaSetConfig config) {
    initiations++;
    written.add(config);
  }

  @Override
  public void configWritten(
      SimMongod mongod, ReplicaSetConfig from, ReplicaSetConfig to, boolean isForced) {
    written.add(to);
    forced += isForced ? 1 : 0;
  }
}
