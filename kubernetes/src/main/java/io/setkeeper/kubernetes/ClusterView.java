package io.setkeeper.kubernetes;

import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;

/**
 * Kubernetes' side of a snapshot.
 *
 * @param statefulSet unknown as soon as anything that a decision needs could not be read
 */
public record ClusterView(
    StatefulSetView statefulSet,
    List<Pod> pods,
    List<Claim> claims,
    SetRecord record,
    LeaseView lease) {

  public ClusterView {
    pods = List.copyOf(pods);
    claims = List.copyOf(claims);
  }
}
