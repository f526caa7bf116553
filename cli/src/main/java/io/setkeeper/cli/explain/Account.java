package io.setkeeper.cli.explain;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Keeper;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is told of a set.
 *
 * @param place where it was looked at: a sandbox's folder, or a context and its API server
 * @param namespace the StatefulSet's
 * @param statefulSet its name
 * @param setName the replica set's
 * @param snapshot from the place of the keeper whose decision is told
 */
public record Account(
    String place,
    String namespace,
    String statefulSet,
    String setName,
    Snapshot snapshot,
    Decision decision) {

  /** The account of a look from outside. */
  public static Account of(
      String place,
      String namespace,
      String statefulSet,
      String setName,
      Snapshot look,
      Instant now) {
    Policy policy = Policy.of(setName);
    return viewpoints(look).stream()
        .map(
            snapshot ->
                new Account(
                    place,
                    namespace,
                    statefulSet,
                    setName,
                    snapshot,
                    Keeper.decide(snapshot, policy, now)))
        .max(Comparator.comparingInt(Account::weight))
        .orElseThrow();
  }

  /** The look from the place of every keeper there is, by ordinal; without pods, as it is. */
  private static List<Snapshot> viewpoints(Snapshot look) {
    List<Snapshot> all = look.pods().reversed().stream().map(pod -> from(pod, look)).toList();
    return all.isEmpty() ? List.of(look) : all;
  }

  private static Snapshot from(Pod pod, Snapshot look) {
    return new Snapshot(
        pod.name(),
        look.statefulSet(),
        look.pods(),
        look.claims(),
        look.record(),
        look.lease(),
        look.mongods());
  }

  /**
   * How much a keeper has to say: that of the writable primary most; without one, whoever would do
   * something, then whoever needs a person, then whose mongod knows most.
   */
  private int weight() {
    if (snapshot.ownMongod() instanceof Mongod.InSet in && in.writable()) {
      return 100;
    }
    int says =
        switch (decision) {
          case Decision.Act _, Decision.LookAgain _ -> 40;
          case Decision.Refuse _ -> 30;
          case Decision.Wait _, Decision.Rest _ -> 0;
        };
    return says
        + switch (snapshot.ownMongod()) {
          case Mongod.InSet in when in.state().readable() -> 3;
          case Mongod.InSet _ -> 2;
          case Mongod.Removed _, Mongod.Uninitiated _ -> 1;
          case Mongod.Unknown _ -> 0;
        };
  }

  /** The config that is told of: that of the decision's keeper, else the newest that is known. */
  public Optional<ReplicaSetConfig> config() {
    return Words.config(snapshot.ownMongod())
        .or(
            () ->
                snapshot.mongods().values().stream()
                    .flatMap(mongod -> Words.config(mongod).stream())
                    .max(Comparator.comparing(ReplicaSetConfig::version)));
  }

  /** The pod whose mongod a member is, by its name or by its address. */
  public Optional<Pod> pod(Member member) {
    HostPort host = member.host();
    return snapshot
        .pod(host)
        .or(
            () ->
                snapshot.pods().stream()
                    .filter(pod -> pod.host().port() == host.port())
                    .filter(pod -> pod.address().filter(host.host()::equals).isPresent())
                    .findFirst());
  }

  /** How the decision's keeper sees the members; empty where its mongod is in no set. */
  public Optional<Mongod.InSet> seen() {
    return snapshot.ownMongod() instanceof Mongod.InSet in ? Optional.of(in) : Optional.empty();
  }
}
