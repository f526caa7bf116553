package io.setkeeper.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a decision reads, from one moment.
 *
 * @param self the name of the pod whose keeper looks
 * @param pods the pods of the set, the terminating ones too, by ordinal
 * @param claims the claims of the set, whether their pods exist or not
 * @param mongods what each pod's mongod answered, by pod name
 * @param memory what the keeper remembers of earlier looks
 */
public record Snapshot(
    String self,
    StatefulSetView statefulSet,
    List<Pod> pods,
    List<Claim> claims,
    SetRecord record,
    LeaseView lease,
    Map<String, Mongod> mongods,
    Memory memory) {

  public Snapshot {
    pods = List.copyOf(pods);
    claims = List.copyOf(claims);
    mongods = Map.copyOf(mongods);
  }

  /** A snapshot without memories, as a look takes it. */
  public Snapshot(
      String self,
      StatefulSetView statefulSet,
      List<Pod> pods,
      List<Claim> claims,
      SetRecord record,
      LeaseView lease,
      Map<String, Mongod> mongods) {
    this(self, statefulSet, pods, claims, record, lease, mongods, Memory.NONE);
  }

  /** The same with what the keeper remembers. */
  public Snapshot remembering(Memory known) {
    return new Snapshot(self, statefulSet, pods, claims, record, lease, mongods, known);
  }

  /** The same with another record. */
  public Snapshot recorded(SetRecord other) {
    return new Snapshot(self, statefulSet, pods, claims, other, lease, mongods, memory);
  }

  /** The pod of the keeper that looks; empty when the API server does not show it (yet). */
  public Optional<Pod> selfPod() {
    return pods.stream().filter(p -> p.name().equals(self)).findFirst();
  }

  public Optional<Pod> pod(int ordinal) {
    return pods.stream().filter(p -> p.ordinal() == ordinal).findFirst();
  }

  public Optional<Pod> pod(HostPort host) {
    return pods.stream().filter(p -> p.host().equals(host)).findFirst();
  }

  /** What a pod's mongod answered; one that was not asked is unknown. */
  public Mongod mongod(String pod) {
    return mongods.getOrDefault(pod, new Mongod.Unknown("it was not asked yet", false));
  }

  /** What the own mongod answered. */
  public Mongod ownMongod() {
    return mongod(self);
  }
}
