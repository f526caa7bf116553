package io.setkeeper.keeper.look;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.World;
import io.setkeeper.kubernetes.ClusterView;
import io.setkeeper.kubernetes.WatchedCluster;
import io.setkeeper.kubernetes.Writes;
import io.setkeeper.mongodb.Mongods;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The world as the keeper in a pod reaches it. */
public final class PodWorld implements World {
  private final Own own;
  private final WatchedCluster cluster;
  private final Writes writes;
  private final Mongods mongods;

  /**
   * The keeper's own pod.
   *
   * @param pod its name
   * @param mongod where its mongod is reached
   * @param configServer whether a set is initiated with {@code configsvr: true}
   */
  public record Own(String pod, HostPort mongod, boolean configServer) {}

  public PodWorld(Own own, WatchedCluster cluster, Writes writes, Mongods mongods) {
    this.own = own;
    this.cluster = cluster;
    this.writes = writes;
    this.mongods = mongods;
  }

  @Override
  public Snapshot look(Freshness freshness) {
    ClusterView view =
        switch (freshness) {
          case CACHED -> cluster.cached();
          case FRESH -> cluster.fresh();
        };
    Mongod ownMongod = mongods.ask(own.mongod());
    List<Pod> asked = othersToAsk(view, ownMongod);
    Map<String, Mongod> answers = new HashMap<>(Roundup.ask(asked, this::address, mongods));
    answers.put(own.pod(), ownMongod);
    mongods.keepOnly(addresses(asked));
    return new Snapshot(
        own.pod(),
        view.statefulSet(),
        view.pods(),
        view.claims(),
        view.record(),
        view.lease(),
        answers);
  }

  @Override
  public Outcome perform(Action action) {
    return switch (action) {
      case Action.TakeLease take -> writes.takeLease();
      case Action.WriteRecord(var from, var to) -> writes.record(from, to);
      case Action.Initiate(var config) ->
          mongods.initiate(own.mongod(), config, own.configServer());
      case Action.Reconfig(var from, var to) -> mongods.reconfig(own.mongod(), from, to);
      case Action.ForceReconfig(var from, var to) -> mongods.forceReconfig(own.mongod(), from, to);
      case Action.StepUp stepUp -> mongods.stepUp(own.mongod());
      case Action.StepDown stepDown -> mongods.stepDown(own.mongod());
    };
  }

  /**
   * The pods whose own word a decision may turn on: all of them before the set is initiated, for
   * the keeper that may do that; those that are no members yet, for the primary's keeper. How
   * members are, the primary's mongod says; other keepers only follow. So a quiet set's mongods are
   * asked by their own keepers alone.
   */
  private List<Pod> othersToAsk(ClusterView view, Mongod ownMongod) {
    return view.pods().stream()
        .filter(pod -> !pod.name().equals(own.pod()))
        .filter(
            pod ->
                switch (ownMongod) {
                  case Mongod.Uninitiated uninitiated -> mayInitiate(view);
                  case Mongod.InSet in -> in.writable() && in.config().member(pod.host()).isEmpty();
                  case Mongod.Unknown unknown -> false;
                  case Mongod.Removed removed -> false;
                })
        .toList();
  }

  private boolean mayInitiate(ClusterView view) {
    return view.statefulSet() instanceof StatefulSetView.Known set
        && view.pods().stream()
            .anyMatch(p -> p.name().equals(own.pod()) && p.ordinal() == set.firstOrdinal());
  }

  private Set<HostPort> addresses(List<Pod> pods) {
    Set<HostPort> addresses = new HashSet<>();
    addresses.add(own.mongod());
    pods.forEach(pod -> address(pod).ifPresent(addresses::add));
    return addresses;
  }

  private Optional<HostPort> address(Pod pod) {
    return pod.address().map(ip -> new HostPort(ip, pod.host().port()));
  }
}
