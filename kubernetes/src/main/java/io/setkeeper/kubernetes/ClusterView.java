package io.setkeeper.kubernetes;

import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' side of a snapshot.
 *
 * @param statefulSet unknown as soon as it or the pods could not be read: then nothing is known
 * @param claims a {@link Claim#unlisted} where they could not be listed
 * @param roles what each pod's keeper said last of its mongod, by pod: where a mongod demands a
 *     login that it does not know yet, only its own keeper can ask it
 */
public record ClusterView(
    StatefulSetView statefulSet,
    List<Pod> pods,
    List<Claim> claims,
    SetRecord record,
    LeaseView lease,
    Map<String, String> roles) {

  public ClusterView {
    pods = List.copyOf(pods);
    claims = List.copyOf(claims);
    roles = Map.copyOf(roles);
  }
}
