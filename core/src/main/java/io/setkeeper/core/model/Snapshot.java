package io.setkeeper.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * What another member of the own set says of itself: its pod's mongod answers as that very member
   * of that very set, and not as one that an old volume or another name brought.
   */
  public Optional<Mongod.InSet> fellow(Mongod.InSet own, Member member) {
    return pod(member.host())
        .flatMap(pod -> inSet(own.config(), pod))
        .filter(in -> in.selfId() == member.id());
  }

  /** What the pod's mongod says, where it is a member of this config's set. */
  public Optional<Mongod.InSet> inSet(ReplicaSetConfig config, Pod pod) {
    return mongod(pod.name()) instanceof Mongod.InSet in
            && in.config().replicaSetId().equals(config.replicaSetId())
        ? Optional.of(in)
        : Optional.empty();
  }

  /** Those who answer of the own set's members, but the own one. */
  public Stream<Mongod.InSet> fellows(Mongod.InSet own) {
    return own.config().members().stream()
        .filter(member -> member.id() != own.selfId())
        .flatMap(member -> fellow(own, member).stream());
  }

  /** The latest election term that anybody of the own set tells. */
  public long latestTerm(Mongod.InSet own) {
    return fellows(own).mapToLong(Mongod.InSet::term).reduce(own.term(), Math::max);
  }
}
