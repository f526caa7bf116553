package io.setkeeper.simulator.kubernetes;

import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the API server holds of a set at one moment. */
public record ClusterState(
    StatefulSetView.Known statefulSet,
    List<Pod> pods,
    List<Claim> claims,
    SetRecord record,
    LeaseView lease) {

  public ClusterState {
    pods = List.copyOf(pods);
    claims = List.copyOf(claims);
  }

  public Optional<Pod> pod(String name) {
    for (Pod pod : pods) {
      if (pod.name().equals(name)) {
        return Optional.of(pod);
      }
    }
    return Optional.empty();
  }

  ClusterState with(StatefulSetView.Known changed) {
    return new ClusterState(changed, pods, claims, record, lease);
  }

  ClusterState with(SetRecord changed) {
    return new ClusterState(statefulSet, pods, claims, changed, lease);
  }

  ClusterState with(LeaseView changed) {
    return new ClusterState(statefulSet, pods, claims, record, changed);
  }

  ClusterState withClaims(List<Claim> changed) {
    return new ClusterState(statefulSet, pods, changed, record, lease);
  }

  /** With this pod instead of the one of its name, if there was one. */
  ClusterState with(Pod changed) {
    List<Pod> all = new ArrayList<>(pods);
    all.removeIf(p -> p.name().equals(changed.name()));
    all.add(changed);
    all.sort(Comparator.comparingInt(Pod::ordinal));
    return new ClusterState(statefulSet, all, claims, record, lease);
  }

  ClusterState withoutPod(String name) {
    return new ClusterState(
        statefulSet,
        pods.stream().filter(p -> !p.name().equals(name)).toList(),
        claims,
        record,
        lease);
  }
}
