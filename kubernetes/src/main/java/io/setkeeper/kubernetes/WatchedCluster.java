package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A set's objects as watches keep them: StatefulSet, pods and record. Claims and Lease are as they
 * were read last: only the initiation of a set looks at them, and it reads everything again before
 * it acts.
 */
public final class WatchedCluster implements AutoCloseable {
  /**
   * How long a watch may be broken before what it showed last is no more taken for the present. The
   * API server ends watches every few minutes, and they are open again within seconds: tried after
   * 1 s, then after 2, 4 and 8. Who has not come through after these four has lost the API server,
   * or the right to watch.
   */
  static final Duration BROKEN_AFTER = Duration.ofSeconds(15);

  private final Cluster cluster;
  private final SetScope scope;
  private final Watch statefulSet;
  private final Watch pods;
  private final Watch configMap;
  private volatile List<Claim> claims = List.of();
  private volatile LeaseView lease = new LeaseView.Free();
  private volatile Optional<OwnWrite> ownWrite = Optional.empty();
  private volatile Optional<StatefulSetView> reread = Optional.empty();

  /** What was written to the record on top of what the watch showed then. */
  private record OwnWrite(SetRecord seen, SetRecord written) {}

  /**
   * Opens the watches; what they show comes later.
   *
   * @param onChange called from any thread when something changed
   */
  public WatchedCluster(KubernetesClient client, SetScope scope, Runnable onChange) {
    this(client, scope, System::nanoTime, onChange);
  }

  /**
   * As above.
   *
   * @param nanos as {@link System#nanoTime}
   */
  WatchedCluster(KubernetesClient client, SetScope scope, LongSupplier nanos, Runnable onChange) {
    Api api = new Api(client, scope.namespace());
    this.cluster = new Cluster(client, scope);
    this.scope = scope;
    this.statefulSet =
        new Watch(
            Kind.STATEFUL_SET,
            scope.namespace(),
            api.resources(Kind.STATEFUL_SET).withField("metadata.name", scope.statefulSet()),
            nanos,
            () -> {
              reread = Optional.empty();
              onChange.run();
            });
    this.pods =
        new Watch(
            Kind.POD,
            scope.namespace(),
            api.resources(Kind.POD).withLabels(scope.podLabels()),
            nanos,
            onChange);
    this.configMap =
        new Watch(
            Kind.CONFIG_MAP,
            scope.namespace(),
            api.resources(Kind.CONFIG_MAP).withField("metadata.name", scope.recordName()),
            nanos,
            onChange);
    watches().forEach(Watch::start);
  }

  /**
   * Everything, as the watches have it: no request is made but for a node not yet seen. Where the
   * StatefulSet or the pods can't be watched, nothing is known; where the record can't, only it is
   * not.
   */
  public ClusterView cached() {
    Optional<Watch> missing =
        Stream.of(statefulSet, pods).filter(watch -> !watch.synced()).findFirst();
    if (missing.isPresent()) {
      return Cluster.unknown(missing.get().problem());
    }
    return new ClusterView(
        reread.filter(it -> isBroken()).orElseGet(this::watchedStatefulSet),
        Translation.pods(pods.objects(), scope, cluster.zones()::of),
        claims,
        record(),
        lease,
        Translation.roles(pods.objects()));
  }

  /** Everything, as the API server has it now. */
  public ClusterView fresh() {
    ClusterView view = cluster.read();
    claims = view.claims();
    lease = view.lease();
    ownWrite = Optional.empty();
    return view;
  }

  /**
   * Why the config must not be changed by a decision on this view of the StatefulSet; empty where
   * it may. While its watch is broken a cached view may be an old one: people may have paused the
   * keepers since, or asked for something else. So it is read first, and a decision is made on what
   * is read where that is another. All else goes on with the old view, for it must go on without
   * the API server: standing for election and handing over turn on no wish, and what removes or
   * renames a member, or sets {@code _id}s apart for new ones, reads everything anyway.
   */
  public Optional<String> outdated(StatefulSetView decidedOn) {
    boolean isFresh = decidedOn instanceof StatefulSetView.Known known && known.fresh();
    return isFresh || !isBroken() ? Optional.empty() : compared(decidedOn);
  }

  private Optional<String> compared(StatefulSetView decidedOn) {
    String broken =
        "the watch on StatefulSet %s/%s is broken"
            .formatted(scope.namespace(), scope.statefulSet());
    StatefulSetView now = cluster.statefulSet();
    if (now instanceof StatefulSetView.Unknown(String why)) {
      return Optional.of(broken + ", and it can't be read: " + why);
    }
    reread = Optional.of(now);
    return now.equals(decidedOn)
        ? Optional.empty()
        : Optional.of(broken + ", and by now it is another than was decided on");
  }

  boolean isBroken() {
    return statefulSet.deafFor().compareTo(BROKEN_AFTER) > 0;
  }

  private StatefulSetView watchedStatefulSet() {
    return Translation.statefulSet(statefulSet.objects().stream().findFirst(), false);
  }

  /** What was written to the record holds until the watch shows something else than before. */
  void wrote(SetRecord written) {
    ownWrite = Optional.of(new OwnWrite(watchedRecord(), written));
  }

  private SetRecord record() {
    SetRecord watched = watchedRecord();
    ownWrite = ownWrite.filter(own -> own.seen().equals(watched));
    return ownWrite.map(OwnWrite::written).orElse(watched);
  }

  private SetRecord watchedRecord() {
    if (!configMap.synced()) {
      return new SetRecord.Unknown(configMap.problem());
    }
    return configMap.objects().stream()
        .findFirst()
        .map(Records::read)
        .orElseGet(SetRecord.None::new);
  }

  private Stream<Watch> watches() {
    return Stream.of(statefulSet, pods, configMap);
  }

  @Override
  public void close() {
    watches().forEach(Watch::close);
  }
}
