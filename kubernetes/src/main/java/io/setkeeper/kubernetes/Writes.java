package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.port.Outcome;
import java.time.InstantSource;
import java.util.Optional;

/** What a keeper writes for the set: its record and its Lease. */
public final class Writes {
  private final Api api;
  private final SetScope scope;
  private final WatchedCluster cluster;
  private final String pod;
  private final InstantSource clock;

  /**
   * @param pod the keeper's own
   */
  public Writes(
      KubernetesClient client,
      SetScope scope,
      WatchedCluster cluster,
      String pod,
      InstantSource clock) {
    this.api = new Api(client, scope.namespace());
    this.scope = scope;
    this.cluster = cluster;
    this.pod = pod;
    this.clock = clock;
  }

  /**
   * Writes the record: creates it where {@code from} is none, else replaces exactly {@code from}.
   */
  public Outcome record(SetRecord from, SetRecord to) {
    if (to instanceof SetRecord.Initiated set && set.replicaSetId().isEmpty()) {
      return new Outcome.Refused(
          "a record is known by the set's settings.replicaSetId, and its config has none: it was"
              + " initiated before MongoDB 3.2, and can't be kept");
    }
    try {
      GenericKubernetesResource written =
          switch (from) {
            case SetRecord.None none ->
                api.create(Kind.CONFIG_MAP, Records.write(scope, to, Optional.empty()));
            case SetRecord.Initiating before -> replace(before.resourceVersion(), to);
            case SetRecord.Initiated before -> replace(before.resourceVersion(), to);
            case SetRecord.Unknown(String why) -> throw new IllegalArgumentException(why);
          };
      cluster.wrote(Records.read(written));
      return new Outcome.Done();
    } catch (Refusal e) {
      return e.outcome();
    }
  }

  private GenericKubernetesResource replace(String resourceVersion, SetRecord to) throws Refusal {
    return api.replace(Kind.CONFIG_MAP, Records.write(scope, to, Optional.of(resourceVersion)));
  }

  /** Takes the Lease, or renews it; stale when another pod holds it. */
  public Outcome takeLease() {
    try {
      Optional<GenericKubernetesResource> before = api.get(Kind.LEASE, scope.recordName());
      if (Leases.read(before) instanceof LeaseView.Held held
          && !held.pod().equals(pod)
          && clock.instant().isBefore(held.until())) {
        return new Outcome.Stale(held.pod() + " holds the Lease until " + held.until());
      }
      GenericKubernetesResource lease = Leases.taken(scope, before, pod, clock.instant());
      if (before.isPresent()) {
        api.replace(Kind.LEASE, lease);
      } else {
        api.create(Kind.LEASE, lease);
      }
      return new Outcome.Done();
    } catch (Refusal e) {
      return e.outcome();
    }
  }
}
