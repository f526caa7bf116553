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

  public Cluster(KubernetesClient client, SetScope scope) {
    this.api = new Api(client, scope.namespace());
    this.scope = scope;
  }

  /** Everything, as the API server has it now: five requests. */
  public ClusterView read() {
    try {
      Optional<GenericKubernetesResource> statefulSet =
          api.get(Kind.STATEFUL_SET, scope.statefulSet());
      List<Claim> claims =
          statefulSet.isPresent()
              ? Translation.claims(api.list(Kind.CLAIM, Map.of()), statefulSet.get())
              : List.of();
      return new ClusterView(
          statefulSet
              .map(object -> Translation.statefulSet(object, true))
              .orElseGet(StatefulSetView.Absent::new),
          Translation.pods(api.list(Kind.POD, scope.podLabels()), scope),
          claims,
          record(),
          lease());
    } catch (Refusal e) {
      return unknown(e.words());
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
        new LeaseView.Unknown(why));
  }
}
