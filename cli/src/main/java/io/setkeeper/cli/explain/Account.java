package io.setkeeper.cli.explain;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Explanation;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.decision.Quorum;
import io.setkeeper.core.decision.Reason;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is told of a set.
 *
 * @param place where it was looked at: a sandbox's folder, or a context and its API server
 * @param at when
 * @param namespace the StatefulSet's
 * @param statefulSet its name
 * @param setName the replica set's
 * @param paused by annotation: the explanation is what would be without it
 * @param explanation from the place of the keeper whose word counts
 */
public record Account(
    String place,
    Instant at,
    String namespace,
    String statefulSet,
    String setName,
    boolean paused,
    Explanation explanation) {

  /** The account of a look from outside at a StatefulSet that is known, or gone. */
  public static Account of(
      String place,
      Instant at,
      String namespace,
      String statefulSet,
      String setName,
      Snapshot look) {
    Policy policy = Policy.of(setName);
    boolean paused = look.statefulSet() instanceof StatefulSetView.Known set && set.paused();
    Explanation explanation =
        viewpoints(look.statefulSet() instanceof StatefulSetView.Known s ? goOn(look, s) : look)
            .stream()
            .map(snapshot -> Explanation.of(snapshot, policy, at))
            .max(Comparator.comparingInt(Account::weight))
            .orElseThrow();
    return new Account(place, at, namespace, statefulSet, setName, paused, explanation);
  }

  /** The same look, as if the set were not paused. */
  private static Snapshot goOn(Snapshot look, StatefulSetView.Known set) {
    Wishes wishes = set.wishes();
    return with(
        look.self(),
        set.wishing(
            new Wishes(
                false,
                wishes.size(),
                wishes.members(),
                wishes.recoverFrom(),
                wishes.startAfresh(),
                wishes.removals(),
                wishes.faults())),
        look);
  }

  /** The look from the place of every keeper there is, by ordinal; without pods, as it is. */
  private static List<Snapshot> viewpoints(Snapshot look) {
    List<Snapshot> all =
        look.pods().reversed().stream()
            .map(pod -> with(pod.name(), look.statefulSet(), look))
            .toList();
    return all.isEmpty() ? List.of(look) : all;
  }

  private static Snapshot with(String self, StatefulSetView set, Snapshot look) {
    return new Snapshot(
        self, set, look.pods(), look.claims(), look.record(), look.lease(), look.mongods());
  }

  /**
   * How much a keeper has to say: that of the writable primary most; without one, whoever would do
   * something, then whoever needs a person, then whose mongod knows most.
   */
  private static int weight(Explanation explanation) {
    Mongod own = explanation.snapshot().ownMongod();
    if (own instanceof Mongod.InSet in && in.writable()) {
      return 100;
    }
    int says =
        switch (explanation.decision()) {
          case Decision.Act _, Decision.LookAgain _ -> 40;
          case Decision.Refuse _ -> 30;
          case Decision.Wait _, Decision.Rest _ -> 0;
        };
    return says
        + switch (own) {
          case Mongod.InSet in when in.state().readable() -> 3;
          case Mongod.InSet _ -> 2;
          case Mongod.Removed _, Mongod.Uninitiated _ -> 1;
          case Mongod.Unknown _ -> 0;
        };
  }

  /** What was seen. */
  public Snapshot snapshot() {
    return explanation.snapshot();
  }

  /** What would be done next, and why. */
  public Reason reason() {
    return explanation.decision().reason();
  }

  /** The quorum as it is; empty where no member tells. */
  public Optional<Quorum> before() {
    return reason().before().or(() -> seen().map(in -> Quorum.of(in.config(), in)));
  }

  /** The quorum that the step leaves; empty where it changes none. */
  public Optional<Quorum> after() {
    return reason().after();
  }

  /** The config that is told of: that of the decision's keeper, else the newest that is known. */
  public Optional<ReplicaSetConfig> config() {
    return Words.config(snapshot().ownMongod())
        .or(
            () ->
                snapshot().mongods().values().stream()
                    .flatMap(mongod -> Words.config(mongod).stream())
                    .max(Comparator.comparing(ReplicaSetConfig::version)));
  }

  /** The pod whose mongod a member is, by its name or by its address. */
  public Optional<Pod> pod(Member member) {
    HostPort host = member.host();
    return snapshot()
        .pod(host)
        .or(
            () ->
                snapshot().pods().stream()
                    .filter(pod -> pod.host().port() == host.port())
                    .filter(pod -> pod.address().filter(host.host()::equals).isPresent())
                    .findFirst());
  }

  /** Whether a member is named by its pod's address, which ends with the pod. */
  public boolean isNamedByAddress(Member member) {
    return snapshot().pod(member.host()).isEmpty() && pod(member).isPresent();
  }

  /** How the decision's keeper sees the members; empty where its mongod is in no set. */
  public Optional<Mongod.InSet> seen() {
    return snapshot().ownMongod() instanceof Mongod.InSet in ? Optional.of(in) : Optional.empty();
  }
}
