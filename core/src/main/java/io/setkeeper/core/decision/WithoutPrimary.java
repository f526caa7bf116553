package io.setkeeper.core.decision;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the keeper of a member that is no primary says: whom it leaves the set to, or what a person
 * may order where nobody is left. It does nothing.
 */
final class WithoutPrimary {
  private static final String RULE = "primary-acts";

  private WithoutPrimary() {}

  static Decision follow(Snapshot snapshot, StatefulSetView.Known wanted, Mongod.InSet own) {
    if (own.primary().isPresent()) {
      return waits(
          "Leaving the set to the keeper of " + own.primary().get().host(),
          "its mongod is the primary");
    }
    if (hadAPrimary(snapshot, own.config())
        && everyWantedPodTold(snapshot, wanted)
        && nobodyHoldsIt(snapshot, own.config())
        && snapshot.pods().stream().noneMatch(pod -> hasWritten(snapshot, pod))) {
      return new Decision.Refuse(
          Reason.of(
              RULE,
              "Touching nothing: no pod has any of the set's data",
              "its members are empty and sync from nobody; bring a volume with the data back or, if none"
                  + " is to be kept, empty every volume of the set, arbiters' too: then a fresh start"
                  + " can be ordered"));
    }
    List<Member> voters = own.config().voters();
    List<Member> silent =
        own.config().members().stream()
            .filter(m -> own.peer(m.id()).filter(PeerView::healthy).isEmpty())
            .toList();
    List<Member> away = silent.stream().filter(Member::voting).toList();
    int majority = voters.size() / 2 + 1;
    if (voters.size() - away.size() >= majority || !own.state().readable()) {
      return waits(
          "Waiting for MongoDB to elect a primary",
          "no member is known to be primary; the own one is " + own.state());
    }
    return waits(
        "Waiting for a majority",
        "%d of %d voters can be reached, and %d elect a primary; if the others are lost for good, order to go on with the freshest survivor; were it this one: %s"
            .formatted(
                voters.size() - away.size(),
                voters.size(),
                majority,
                order(snapshot, wanted, own.config(), silent)));
  }

  /** A member that was removed waits; where nobody is left in the set, only a person can help. */
  static Decision removed(Snapshot snapshot, StatefulSetView.Known wanted, Mongod.Removed own) {
    Optional<HostPort> itself =
        own.config().stream()
            .flatMap(config -> config.members().stream())
            .map(Member::host)
            .filter(host -> isOwn(snapshot, wanted, host))
            .findFirst();
    if (itself.isPresent()) {
      return waits(
          "Waiting for the own mongod to find itself",
          "its config names %s, but it did not recognize itself there; its name may not have resolved when it started: if this lasts, delete the pod"
              .formatted(itself.get()));
    }
    if (own.config().isPresent()
        && everyWantedPodTold(snapshot, wanted)
        && nobodyHoldsIt(snapshot, own.config().get())) {
      ReplicaSetConfig config = own.config().get();
      List<Member> gone =
          config.members().stream()
              .filter(m -> MemberPods.answer(snapshot, config, m).isEmpty())
              .toList();
      return new Decision.Refuse(
          Reason.of(
              RULE,
              "Touching nothing: no pod that has the set's data is a member any more",
              "the config names %s, and no pod has any of these addresses; if nobody else has either, and all of them are lost for good, order to go on with the pod that has most; were it this one (it has everything up to %s): %s"
                  .formatted(
                      gone.stream().map(m -> m.host().toString()).collect(Collectors.joining(", ")),
                      own.written().words(),
                      order(snapshot, wanted, config, gone))));
    }
    return waits(
        "Waiting to be added by the primary's keeper",
        "the own mongod has a config in which it is no member");
  }

  /**
   * Where nobody was ever primary there never was any data: the set was just initiated. The first
   * primary writes its term into the config, and its keeper the set into the record. (An election's
   * term says nothing: it grows when somebody stands. A forced config has the term -1.)
   */
  private static boolean hadAPrimary(Snapshot snapshot, ReplicaSetConfig config) {
    return config.version().term() != 0 || snapshot.record() instanceof SetRecord.Initiated;
  }

  private static boolean hasWritten(Snapshot snapshot, Pod pod) {
    return snapshot.mongod(pod.name()) instanceof Mongod.Removed removed
        && !removed.written().isNone();
  }

  private static boolean isOwn(Snapshot snapshot, StatefulSetView.Known wanted, HostPort host) {
    return snapshot
        .selfPod()
        .filter(
            pod ->
                pod.host().equals(host)
                    || Names.ordinal(snapshot, wanted, host).equals(OptionalInt.of(pod.ordinal())))
        .isPresent();
  }

  /** A pod that is not there for a moment may be the set: nobody is given up for that. */
  private static boolean everyWantedPodTold(Snapshot snapshot, StatefulSetView.Known wanted) {
    boolean selfStays =
        snapshot.selfPod().filter(p -> wanted.wants(p.ordinal()) && !p.terminating()).isPresent();
    return selfStays
        && IntStream.range(wanted.firstOrdinal(), wanted.firstOrdinal() + wanted.size())
            .allMatch(ordinal -> snapshot.pod(ordinal).isPresent());
  }

  /** Every pod's mongod told, and none is a member that has anything or knows a primary. */
  private static boolean nobodyHoldsIt(Snapshot snapshot, ReplicaSetConfig config) {
    return snapshot.pods().stream()
        .allMatch(
            pod ->
                !(snapshot.mongod(pod.name()) instanceof Mongod.Unknown)
                    && snapshot
                        .inSet(config, pod)
                        .filter(in -> !in.applied().isNone() || in.primary().isPresent())
                        .isEmpty());
  }

  private static String order(
      Snapshot snapshot,
      StatefulSetView.Known wanted,
      ReplicaSetConfig config,
      List<Member> givenUp) {
    return Kubectl.annotate(
        wanted,
        Annotations.RECOVER_FROM,
        "%s@%d/%d without %s"
            .formatted(
                snapshot.self(),
                config.version().term(),
                config.version().version(),
                givenUp.stream().map(m -> Names.of(snapshot, m)).collect(Collectors.joining(","))));
  }

  private static Decision waits(String what, String why) {
    return new Decision.Wait(Reason.of(RULE, what, why));
  }
}
