package io.setkeeper.core.decision;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Optional;

/** Holds an order to recover against what is seen: the first thing that speaks against it. */
record RecoveryCheck(
    Snapshot snapshot,
    StatefulSetView.Known wanted,
    RecoverFrom order,
    Recovery.Survivor survivor,
    List<Member> givenUp) {

  /** Why the order is not carried out; empty when nothing speaks against it. */
  Optional<String> objection() {
    return wrongSet()
        .or(this::survivorGoes)
        .or(this::wrongNames)
        .or(this::somebodyIsPrimary)
        .or(this::majorityAnswers)
        .or(this::givenUpRuns)
        .or(this::otherIsSilent)
        .or(this::otherIsFresher);
  }

  private Optional<String> wrongSet() {
    String id = survivor.config().replicaSetId().orElse("");
    return snapshot.record() instanceof SetRecord.Initiated record
            && !record.replicaSetId().equals(id)
        ? Optional.of(
            "the record names set %s, the survivor's config %s"
                .formatted(record.replicaSetId(), id))
        : Optional.empty();
  }

  private Optional<String> survivorGoes() {
    boolean stays = wanted.wants(survivor.pod().ordinal()) && !survivor.pod().terminating();
    return stays
        ? Optional.empty()
        : Optional.of(
            "the survivor itself ends: its pod is terminating or scaled away; scale up first (or take"
                + " %s away), so that it stays".formatted(Annotations.SIZE));
  }

  private Optional<String> wrongNames() {
    if (survivor.self().filter(givenUp::contains).isPresent()) {
      return Optional.of("it gives up the survivor itself");
    }
    return givenUp.isEmpty()
        ? Optional.of(
            "it gives up nobody that is a member: name pods or host:port as the config has them")
        : Optional.empty();
  }

  private Optional<String> somebodyIsPrimary() {
    Optional<String> seen =
        snapshot.ownMongod() instanceof Mongod.InSet in
            ? in.primary().map(m -> Names.of(snapshot, m))
            : Optional.empty();
    return seen.or(
            () ->
                snapshot.pods().stream()
                    .map(Pod::name)
                    .filter(
                        name -> snapshot.mongod(name) instanceof Mongod.InSet in && in.writable())
                    .findFirst())
        .map(name -> name + " is primary: the set has a majority");
  }

  private Optional<String> majorityAnswers() {
    List<Member> voters = survivor.config().voters();
    long answering =
        voters.stream()
            .filter(v -> isSelf(v) || answer(v).filter(in -> in.state().votes()).isPresent())
            .count();
    return answering >= voters.size() / 2 + 1
        ? Optional.of(
            "%d of %d voters answer, which is a majority: MongoDB elects a primary by itself"
                .formatted(answering, voters.size()))
        : Optional.empty();
  }

  private Optional<String> givenUpRuns() {
    for (Member member : givenUp) {
      Optional<Pod> pod = MemberPods.of(snapshot, survivor.config(), member);
      if (pod.filter(Pod::running).isPresent()
          || pod.filter(p -> snapshot.mongod(p.name()) instanceof Mongod.InSet).isPresent()) {
        return Optional.of(
            "%s is given up and runs, as far as Kubernetes knows: a member that runs may come back with"
                    .formatted(pod.get().name())
                + " writes; wait for it, or end it first (if its node is off for good: %s)"
                    .formatted(Kubectl.forget(wanted, pod.get().name())));
      }
    }
    return Optional.empty();
  }

  private Optional<String> otherIsSilent() {
    return survivor.config().members().stream()
        .filter(m -> !isSelf(m) && !givenUp.contains(m) && answer(m).isEmpty())
        .findFirst()
        .map(m -> Names.of(snapshot, m))
        .or(this::podIsSilent)
        .map(
            name ->
                "%s neither answers nor is given up: it may have more, or be missing for a majority"
                    .formatted(name));
  }

  /** A survivor that its own config does not name can't tell which member a silent pod is. */
  private Optional<String> podIsSilent() {
    return snapshot.pods().stream()
        .map(Pod::name)
        .filter(name -> survivor.self().isEmpty() && !order.givenUp().contains(name))
        .filter(name -> snapshot.mongod(name) instanceof Mongod.Unknown)
        .findFirst();
  }

  private Optional<String> otherIsFresher() {
    for (Pod pod : snapshot.pods()) {
      if (!pod.name().equals(snapshot.self())
          && written(snapshot.mongod(pod.name())).compareTo(survivor.applied()) > 0) {
        return Optional.of(
            "%s has more than the survivor: order to recover from %s"
                .formatted(pod.name(), pod.name()));
      }
    }
    return Optional.empty();
  }

  private OpTime written(Mongod mongod) {
    return switch (mongod) {
      case Mongod.InSet in when isOfTheSet(in.config().replicaSetId()) -> in.applied();
      case Mongod.Removed removed when isOfTheSet(removed.replicaSetId()) -> removed.written();
      case Mongod.InSet in -> OpTime.NONE;
      case Mongod.Removed removed -> OpTime.NONE;
      case Mongod.Uninitiated uninitiated -> OpTime.NONE;
      case Mongod.Unknown unknown -> OpTime.NONE;
    };
  }

  private boolean isOfTheSet(Optional<String> replicaSetId) {
    return replicaSetId.equals(survivor.config().replicaSetId());
  }

  private boolean isSelf(Member member) {
    return survivor.self().filter(self -> self.id() == member.id()).isPresent();
  }

  private Optional<Mongod.InSet> answer(Member member) {
    return MemberPods.answer(snapshot, survivor.config(), member);
  }
}
