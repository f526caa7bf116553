package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a set's objects from the API server itself. */
public final class Cluster {
  private final Api api;
  private final SetScope scope;
  private final Zones zones;

  public Cluster(KubernetesClient client, SetScope scope) {
    this.api = new Api(client, scope.namespace());
    this.scope = scope;
    this.zones = new Zones(api);
  }

  /**
   * Everything, as the API server has it now: five requests, and one for each node not yet seen.
   */
  public ClusterView read() {
    zones.retry();
    try {
      Optional<GenericKubernetesResource> statefulSet =
          api.get(Kind.STATEFUL_SET, scope.statefulSet());
      List<GenericKubernetesResource> pods = api.list(Kind.POD, scope.podLabels());
      return new ClusterView(
          Translation.statefulSet(statefulSet, true),
          Translation.pods(pods, scope, zones::of),
          statefulSet.map(this::claims).orElse(List.of()),
          record(),
          lease(),
          Translation.roles(pods));
    } catch (Refusal e) {
      return unknown(e.words());
    }
  }

  /**
   * The StatefulSet alone, as the API server has it now; no fresh view, for nothing else is read.
   */
  StatefulSetView statefulSet() {
    try {
      return Translation.statefulSet(api.get(Kind.STATEFUL_SET, scope.statefulSet()), false);
    } catch (Refusal e) {
      return new StatefulSetView.Unknown(e.words());
    }
  }

  Zones zones() {
    return zones;
  }

  /** Only an initiation turns on them, so everything else goes on where they can't be listed. */
  private List<Claim> claims(GenericKubernetesResource statefulSet) {
    try {
      return Translation.claims(api.list(Kind.CLAIM, Map.of()), statefulSet);
    } catch (Refusal e) {
      return List.of(Claim.unlisted(e.words()));
    }
  }

  private SetRecord record() {
    try {
      return api.get(Kind.CONFIG_MAP, scope.recordName())
          .map(Records::read)
          .orElseGet(SetRecord.None::new);
    } catch (Refusal e) {
      return new SetRecord.Unknown(e.words());
    }
  }

  private LeaseView lease() {
    try {
      return Leases.read(api.get(Kind.LEASE, scope.recordName()));
    } catch (Refusal e) {
      return new LeaseView.Unknown(e.words());
    }
  }

  static ClusterView unknown(String why) {
    return new ClusterView(
        new StatefulSetView.Unknown(why),
        List.of(),
        List.of(),
        new SetRecord.Unknown(why),
        new LeaseView.Unknown(why),
        Map.of());
  }
}
