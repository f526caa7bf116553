package io.setkeeper.keeper.look;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.WhomToAsk;
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
  private final Names names;
  private final PrimaryWatch primaryWatch;
  private StatefulSetView seen = new StatefulSetView.Unknown("nothing was looked at yet");

  /**
   * The keeper's own pod.
   *
   * @param pod its name
   * @param mongod where its mongod is reached
   * @param configServer whether a set is initiated with {@code configsvr: true}
   */
  public record Own(String pod, HostPort mongod, boolean configServer) {}

  /**
   * @param names learns every pod's
   */
  public PodWorld(Own own, WatchedCluster cluster, Writes writes, Mongods mongods, Names names) {
    this.own = own;
    this.cluster = cluster;
    this.writes = writes;
    this.mongods = mongods;
    this.names = names;
    this.primaryWatch = new PrimaryWatch(mongods::isConnected);
  }

  @Override
  public Snapshot look(Freshness freshness) {
    ClusterView view =
        switch (freshness) {
          case CACHED -> cluster.cached();
          case FRESH -> cluster.fresh();
        };
    seen = view.statefulSet();
    names.learn(view.pods());
    Mongod ownMongod = mongods.ask(own.mongod());
    WhomToAsk whom = new WhomToAsk(own.pod(), view.statefulSet(), view.pods(), this::brokeAway);
    Optional<HostPort> primary = whom.primary(ownMongod).flatMap(this::address);
    primary.ifPresent(mongods::watch);
    List<Pod> asked = whom.others(ownMongod);
    Map<String, Mongod> answers = new HashMap<>(Roundup.ask(asked, this::address, mongods));
    answers.put(own.pod(), ownMongod);
    mongods.keepOnly(addresses(asked, primary));
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
      case Action.Reconfig(var from, var to) ->
          cluster
              .outdated(seen)
              .<Outcome>map(Outcome.Stale::new)
              .orElseGet(() -> mongods.reconfig(own.mongod(), from, to));
      case Action.ForceReconfig(var from, var to) -> mongods.forceReconfig(own.mongod(), from, to);
      case Action.StepUp stepUp -> mongods.stepUp(own.mongod());
      case Action.StepDown stepDown -> mongods.stepDown(own.mongod());
    };
  }

  private boolean brokeAway(Pod primary) {
    return address(primary).filter(primaryWatch::broke).isPresent();
  }

  private Set<HostPort> addresses(List<Pod> pods, Optional<HostPort> primary) {
    Set<HostPort> addresses = new HashSet<>();
    addresses.add(own.mongod());
    primary.ifPresent(addresses::add);
    pods.forEach(pod -> address(pod).ifPresent(addresses::add));
    return addresses;
  }

  private Optional<HostPort> address(Pod pod) {
    return pod.address().map(ip -> new HostPort(ip, pod.host().port()));
  }
}
