package io.setkeeper.simulator.run;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.invariant.AcknowledgedWrites;
import io.setkeeper.core.invariant.ForcedByOrder;
import io.setkeeper.core.invariant.HealthyMajority;
import io.setkeeper.core.invariant.IdsUsedOnce;
import io.setkeeper.core.invariant.NoVoteWithoutData;
import io.setkeeper.core.invariant.OneInitiation;
import io.setkeeper.core.invariant.OneVotingChange;
import io.setkeeper.core.invariant.OverlappingMajorities;
import io.setkeeper.core.invariant.PausedTouchesNothing;
import io.setkeeper.core.invariant.RemovedByWish;
import io.setkeeper.core.invariant.Violation;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.simulator.keeper.KeeperObserver;
import io.setkeeper.simulator.kubernetes.ApiServer;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.mongod.Entry;
import io.setkeeper.simulator.mongod.Mongods;
import io.setkeeper.simulator.mongod.Observer;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.mongod.Volume;
import io.setkeeper.simulator.time.Timeline;
import io.setkeeper.simulator.trace.Trace;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Holds everything that happens against the invariants; the first violation ends the run. */
final class Judge implements Observer, KeeperObserver {
  private final Timeline timeline;
  private final Trace trace;
  private final ApiServer api;
  private final Mongods mongods;
  private final Supplier<Collection<Volume>> volumes;
  private final OverlappingMajorities configs = new OverlappingMajorities(this::pod);
  private final IdsUsedOnce ids = new IdsUsedOnce(this::pod);
  private final AcknowledgedWrites<Entry> writes = new AcknowledgedWrites<>();
  private final Map<HostPort, String> pods = new HashMap<>();
  private final Set<Config> committed = new HashSet<>();
  private long newestTerm;
  private Optional<SimMongod> newestPrimary = Optional.empty();
  private Optional<Violation> violation = Optional.empty();

  private record Config(Optional<String> set, ConfigVersion version) {
    static Config of(ReplicaSetConfig config) {
      return new Config(config.replicaSetId(), config.version());
    }
  }

  Judge(
      Timeline timeline,
      Trace trace,
      ApiServer api,
      Mongods mongods,
      Supplier<Collection<Volume>> volumes) {
    this.timeline = timeline;
    this.trace = trace;
    this.api = api;
    this.mongods = mongods;
    this.volumes = volumes;
  }

  Optional<Violation> violation() {
    return violation;
  }

  int writesAcknowledged() {
    return writes.count();
  }

  int configsCommitted() {
    return committed.size();
  }

  void found(Optional<Violation> seen) {
    if (seen.isPresent() && violation.isEmpty()) {
      violation = seen;
      trace.add(timeline.now(), "world", Trace.Kind.VIOLATION, seen.get().toString());
    }
  }

  /** A pod's volume was emptied, or is gone. */
  void emptied(String pod) {
    configs.emptied(pod);
  }

  /** Nothing is left of the set, and nobody holds it against the keepers. */
  void forgiven() {
    writes.forgiven(entry -> false);
  }

  /** Whether every acknowledged write is in this oplog. */
  boolean holdsEverything(Entry oplog) {
    return writes.primary("", oplog::holds).isEmpty();
  }

  /** The run is over, and this is the primary. */
  void lastPrimary(SimMongod primary) {
    found(writes.primary(primary.place(), primary.volume().oplog()::holds));
  }

  @Override
  public void initiated(SimMongod mongod, ReplicaSetConfig config) {
    List<String> elsewhere =
        volumes.get().stream()
            .filter(v -> !v.name().equals(mongod.volume().name()))
            .flatMap(v -> v.config().stream())
            .flatMap(c -> c.replicaSetId().stream())
            .distinct()
            .toList();
    Optional<String> recorded =
        api.state().record() instanceof SetRecord.Initiated r
            ? Optional.of(r.replicaSetId())
            : Optional.empty();
    found(OneInitiation.initiated(mongod.place(), elsewhere, recorded));
  }

  @Override
  public void configWritten(
      SimMongod mongod, ReplicaSetConfig from, ReplicaSetConfig to, boolean forced) {
    if (forced) {
      configs.recoveredFrom(mongod.place());
      writes.forgiven(mongod.volume().oplog()::holds);
    }
  }

  @Override
  public void configInstalled(SimMongod mongod, ReplicaSetConfig config) {
    found(configs.installed(mongod.place(), config));
    if (configs.isHeldByMajority(config)) {
      isCommitted(config);
    }
  }

  @Override
  public void configCommitted(SimMongod mongod, ReplicaSetConfig config) {
    isCommitted(config);
  }

  private void isCommitted(ReplicaSetConfig config) {
    if (committed.add(Config.of(config))) {
      ids.committed(config);
    }
  }

  @Override
  public void becamePrimary(SimMongod mongod, long term) {
    if (term >= newestTerm) {
      newestTerm = term;
      newestPrimary = Optional.of(mongod);
    }
  }

  @Override
  public void becameWritable(SimMongod mongod, long term) {
    if (term >= newestTerm) {
      found(writes.primary(mongod.place(), mongod.volume().oplog()::holds));
    }
  }

  @Override
  public void acknowledged(SimMongod primary, Entry entry) {
    writes.acknowledged(entry);
    newestPrimary
        .filter(p -> p.alive() && p.writable() && !p.volume().oplog().holds(entry))
        .ifPresent(
            p ->
                found(
                    Optional.of(
                        new Violation(
                            "acknowledged-writes",
                            "%s acknowledges %s, which the primary %s has not"
                                .formatted(primary.place(), entry, p.place())))));
  }

  @Override
  public void acts(Snapshot snapshot, Action action, long lookBegan) {
    boolean fresh = snapshot.statefulSet() instanceof StatefulSetView.Known set && set.fresh();
    if (fresh) { // what a cache shows may be from before the pause
      found(PausedTouchesNothing.acts(snapshot.self(), api.wantedSince(lookBegan)));
    }
    switch (action) {
      case Action.Reconfig(var from, var to) -> reconfig(snapshot, from, to, lookBegan);
      case Action.ForceReconfig(var from, var to) ->
          found(ForcedByOrder.asked(snapshot.self(), from, to, orders(lookBegan)));
      case Action.TakeLease take -> {}
      case Action.WriteRecord write -> {}
      case Action.Initiate initiate -> {}
      case Action.StepUp up -> {}
      case Action.StepDown down -> {}
    }
  }

  private void reconfig(
      Snapshot snapshot, ReplicaSetConfig from, ReplicaSetConfig to, long lookBegan) {
    found(OneVotingChange.asked(from, to, committed.contains(Config.of(from))));
    found(ids.asked(to));
    List<StatefulSetView.Known> wanted = api.wantedSince(lookBegan);
    found(
        RemovedByWish.asked(
            from, to, member -> wanted.stream().anyMatch(set -> mayGo(set, member))));
    if (snapshot.ownMongod() instanceof Mongod.InSet own) {
      found(HealthyMajority.asked(to, own));
      found(NoVoteWithoutData.asked(to, own));
    }
  }

  private boolean mayGo(StatefulSetView.Known set, Member member) {
    OptionalInt ordinal = set.ordinalOf(new HostPort(pod(member.host()), 1));
    boolean scaledAway = set.rules() && ordinal.isPresent() && !set.wants(ordinal.getAsInt());
    return scaledAway || set.wishes().removals().contains(member.host());
  }

  private List<RecoverFrom> orders(long since) {
    return api.wantedSince(since).stream()
        .flatMap(set -> set.wishes().recoverFrom().stream())
        .toList();
  }

  /** The pod behind a member's host: for an address, the one that had it first. */
  private String pod(HostPort host) {
    return pods.computeIfAbsent(
        host,
        unknown ->
            unknown.host().startsWith(Names.SET + "-")
                ? unknown.host().split("\\.", 2)[0]
                : mongods.resolve(unknown).orElse(unknown.host()));
  }
}
