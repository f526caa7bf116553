package io.setkeeper.simulator.run;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.invariant.Violation;
import io.setkeeper.core.invariant.WholeSet;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.simulator.keeper.KeeperObserver;
import io.setkeeper.simulator.keeper.Keepers;
import io.setkeeper.simulator.keeper.Surroundings;
import io.setkeeper.simulator.kubernetes.ApiServer;
import io.setkeeper.simulator.kubernetes.ClusterState;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.Nodes;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.mark.Marks;
import io.setkeeper.simulator.mark.Reached;
import io.setkeeper.simulator.mongod.Entry;
import io.setkeeper.simulator.mongod.Mongods;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.mongod.Volume;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Network;
import io.setkeeper.simulator.time.Timeline;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A set, its pods, their keepers, and all that lies between, in virtual time. */
public final class World {
  private final Timeline timeline = new Timeline();
  private final Dice dice;
  private final Network network;
  private final Trace trace;
  private final Mongods mongods;
  private final ApiServer api;
  private final Keepers keepers;
  private final Nodes nodes;
  private final Judge judge;
  private final Marks marks = new Marks();
  private final List<KeeperObserver> listeners = new ArrayList<>();

  /** A world that begins now: the StatefulSet was just created. */
  public World(WorldSettings settings, Dice dice, Trace trace) {
    this.dice = dice;
    this.trace = trace;
    this.network = new Network(timeline, dice.split());
    if (trace.isRecording()) {
      network.onLoss(
          (from, to) -> trace.add(timeline.now(), "network", Trace.Kind.LOST, from + " to " + to));
    }
    this.mongods = new Mongods(timeline, network, dice.split(), trace, settings.timing());
    StatefulSetView.Known set =
        new StatefulSetView.Known(
            "default", Names.SET, settings.replicas(), 0, false, true, settings.wishes());
    this.api =
        new ApiServer(
            timeline,
            trace,
            new ClusterState(
                set, List.of(), List.of(), new SetRecord.None(), new LeaseView.Free()));
    this.judge = new Judge(timeline, trace, api, mongods, this::volumes);
    Reached reached = new Reached(marks, mongods, this::isSomewhereWritable, timeline::now);
    mongods.observe(judge);
    mongods.observe(reached);
    this.keepers =
        new Keepers(
            new Surroundings(
                timeline,
                network,
                dice.split(),
                mongods,
                api,
                trace,
                Policy.of(Names.SET),
                settings.twist(),
                List.of(judge, reached, new Listeners(listeners))),
            settings.mostSkew());
    mongods.observe(keepers);
    this.nodes = new Nodes(api, mongods, timeline, dice.split(), trace, settings.nodes(), keepers);
    nodes.control(settings.ordered());
    new Client(nodes, timeline, dice.split());
  }

  public Timeline timeline() {
    return timeline;
  }

  public Dice dice() {
    return dice;
  }

  public Network network() {
    return network;
  }

  public Trace trace() {
    return trace;
  }

  public Mongods mongods() {
    return mongods;
  }

  public ApiServer api() {
    return api;
  }

  public Keepers keepers() {
    return keepers;
  }

  public Nodes nodes() {
    return nodes;
  }

  public Marks marks() {
    return marks;
  }

  Judge judge() {
    return judge;
  }

  /** From now on this one is told of what keepers do. */
  public void observe(KeeperObserver listener) {
    listeners.add(listener);
  }

  /** Lets time pass, until then or until a violation; whether there was none. */
  public boolean runUntil(long moment) {
    while (judge.violation().isEmpty() && timeline.step(moment)) {
      // One event after the other.
    }
    return judge.violation().isEmpty();
  }

  public Optional<Violation> violation() {
    return judge.violation();
  }

  /** The newest primary that takes writes. */
  public Optional<SimMongod> primary() {
    return nodes.pods().stream()
        .map(PodRun::mongod)
        .flatMap(Optional::stream)
        .filter(SimMongod::writable)
        .max(Comparator.comparingLong(SimMongod::term));
  }

  /** What the set lacks to be whole; empty when it is whole. */
  public Optional<String> lacks() {
    Optional<SimMongod> primary = primary();
    if (primary.isEmpty()) {
      return Optional.of("there is no writable primary");
    }
    return primary.get().ask() instanceof Mongod.InSet in
        ? WholeSet.lacks(api.state().statefulSet(), in, Names::host)
        : Optional.of(primary.get().place() + " does not answer");
  }

  /** A pod's volume was emptied: what the judge knew of it is no more. */
  public void wipe(PodRun pod) {
    nodes.wipe(pod);
    judge.emptied(pod.name());
  }

  /** A volume is gone for good, or emptied otherwise. */
  public void emptied(String pod) {
    judge.emptied(pod);
  }

  /** Whether every acknowledged write is in this oplog. */
  public boolean holdsEverything(Entry oplog) {
    return judge.holdsEverything(oplog);
  }

  /** More is lost than any set can bear: nobody is to blame for what is missing. */
  public void forgiveLosses() {
    judge.forgiven();
  }

  private boolean isSomewhereWritable() {
    return primary().isPresent();
  }

  private Collection<Volume> volumes() {
    return nodes.volumes();
  }

  /** Those who listen later. */
  private record Listeners(List<KeeperObserver> all) implements KeeperObserver {
    @Override
    public void decided(Snapshot snapshot, Decision decision) {
      all.forEach(o -> o.decided(snapshot, decision));
    }

    @Override
    public void acts(Snapshot snapshot, Action action, long lookBegan) {
      all.forEach(o -> o.acts(snapshot, action, lookBegan));
    }

    @Override
    public void done(Snapshot snapshot, Action action, Outcome outcome) {
      all.forEach(o -> o.done(snapshot, action, outcome));
    }
  }
}
