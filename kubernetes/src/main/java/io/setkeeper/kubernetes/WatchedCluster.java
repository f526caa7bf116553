package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set's objects as watches keep them: StatefulSet, pods and record. Claims and Lease are as they
 * were read last: only the initiation of a set looks at them, and it reads everything again before
 * it acts.
 */
public final class WatchedCluster implements AutoCloseable {
  private final Cluster cluster;
  private final SetScope scope;
  private final Watch statefulSet;
  private final Watch pods;
  private final Watch configMap;
  private volatile List<Claim> claims = List.of();
  private volatile LeaseView lease = new LeaseView.Free();
  private volatile Optional<OwnWrite> ownWrite = Optional.empty();

  /** What was written to the record on top of what the watch showed then. */
  private record OwnWrite(SetRecord seen, SetRecord written) {}

  /**
   * Opens the watches; what they show comes later.
   *
   * @param onChange called from any thread when something changed
   */
  public WatchedCluster(KubernetesClient client, SetScope scope, Runnable onChange) {
    Api api = new Api(client, scope.namespace());
    this.cluster = new Cluster(client, scope);
    this.scope = scope;
    this.statefulSet =
        new Watch(
            Kind.STATEFUL_SET,
            scope.namespace(),
            api.resources(Kind.STATEFUL_SET).withField("metadata.name", scope.statefulSet()),
            onChange);
    this.pods =
        new Watch(
            Kind.POD,
            scope.namespace(),
            api.resources(Kind.POD).withLabels(scope.podLabels()),
            onChange);
    this.configMap =
        new Watch(
            Kind.CONFIG_MAP,
            scope.namespace(),
            api.resources(Kind.CONFIG_MAP).withField("metadata.name", scope.recordName()),
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
        statefulSet.objects().stream()
            .findFirst()
            .map(object -> Translation.statefulSet(object, false))
            .orElseGet(StatefulSetView.Absent::new),
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
