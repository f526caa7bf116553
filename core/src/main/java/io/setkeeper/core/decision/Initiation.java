package io.setkeeper.core.decision;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A set is initiated once, or never.
 *
 * <p>Two initiations make two sets of one name, each of which takes majority writes: the worst that
 * can happen. The argument why there is only one:
 *
 * <ol>
 *   <li>Only the keeper of the lowest wanted ordinal comes here with its mongod empty, and only it
 *       goes on.
 *   <li>It goes on only when every claim of the set belongs to a pod whose mongod answered that it
 *       is empty, all read from the API server itself. A claim whose pod is silent, or not created,
 *       may hold a config: it waits.
 *   <li>It then creates the record. Kubernetes creates one object of a name: a second keeper's
 *       creation is refused, and whoever sees a record does not create one. (The Lease only keeps
 *       keepers from getting that far together: a lease alone does not fence.)
 *   <li>A record that says <em>initiating</em> is taken up only by the pod that it names, on the
 *       same claims: the mongod that was asked, or was about to be, has its config on that volume.
 *       While it and every other volume is empty nothing was initiated: a config that it gave to
 *       others before its own volume was emptied would be theirs still, so they are asked again.
 *   <li>A record that says <em>initiated</em> ends this for good: an empty mongod waits to be
 *       added. Only where every volume is known to be empty may a person's order, which names the
 *       set given up, begin again from point 3.
 * </ol>
 */
final class Initiation {
  private static final String RULE = "initiate-once";

  private Initiation() {}

  static Decision decide(
      Snapshot snapshot,
      StatefulSetView.Known wanted,
      Mongod.Uninitiated own,
      Policy policy,
      Instant now) {
    if (own.contents() == Mongod.Contents.DATA) {
      return hasData(snapshot, wanted);
    }
    if (!wanted.rules()) {
      return waits("the StatefulSet is being deleted or scaled to 0");
    }
    Decision decision = byRecord(snapshot, wanted, policy, now);
    // Waiting for what a cache shows harms nobody, and its next event ends it; acting on it might.
    boolean eventEndsIt = decision instanceof Decision.Wait && !restsOnUnwatched(snapshot, wanted);
    if (wanted.fresh() || eventEndsIt) {
      return decision;
    }
    return new Decision.LookAgain(
        Reason.of(
            RULE, "Reading everything again before a set is initiated", "caches may be stale"));
  }

  /** Claims and Lease are not watched: no event tells that what was seen of them is over. */
  private static boolean restsOnUnwatched(Snapshot snapshot, StatefulSetView.Known wanted) {
    boolean itsTurn =
        snapshot.selfPod().filter(p -> p.ordinal() == wanted.firstOrdinal()).isPresent();
    boolean leaseIsFree =
        switch (snapshot.lease()) {
          case LeaseView.Free free -> true;
          case LeaseView.Held held -> held.pod().equals(snapshot.self());
          case LeaseView.Unknown unknown -> false;
        };
    return itsTurn
        && (Emptiness.unseenClaim(snapshot).isPresent()
            || (Emptiness.mayHoldAConfig(snapshot).isEmpty() && !leaseIsFree));
  }

  /** To initiate by hand is advised only where it makes no second set. */
  private static Decision hasData(Snapshot snapshot, StatefulSetView.Known wanted) {
    boolean first =
        snapshot.record() instanceof SetRecord.None
            && snapshot.selfPod().filter(p -> p.ordinal() == wanted.firstOrdinal()).isPresent();
    return new Decision.Refuse(
        Reason.of(
            RULE,
            "Not initiating: the own mongod has databases but no replica-set config",
            first
                ? "initiating around data that was written without a set is a person's decision; if no"
                    + " other pod is in a set, initiate it by hand (rs.initiate with this pod's name)"
                    + " and the keeper goes on"
                : "as a member of the set it would lose that data to the initial sync; save it, empty"
                    + " the volume, and it is added"));
  }

  private static Decision byRecord(
      Snapshot snapshot, StatefulSetView.Known wanted, Policy policy, Instant now) {
    return switch (snapshot.record()) {
      case SetRecord.Unknown(String why) -> waits("the set's record can't be read: " + why);
      case SetRecord.Initiated record -> afterInitiation(snapshot, wanted, record, now);
      case SetRecord.Initiating record -> resume(snapshot, wanted, record, policy, now);
      case SetRecord.None none -> begin(snapshot, wanted, none, now);
    };
  }

  private static Decision begin(
      Snapshot snapshot, StatefulSetView.Known wanted, SetRecord from, Instant now) {
    Optional<Pod> self = snapshot.selfPod();
    if (self.isEmpty()) {
      return waits("the API server does not show this pod yet");
    }
    Pod pod = self.get();
    if (pod.terminating()) {
      return waits("this pod is terminating");
    }
    if (pod.ordinal() != wanted.firstOrdinal()) {
      return waits(
          "the keeper of %s-%d initiates the set".formatted(wanted.name(), wanted.firstOrdinal()));
    }
    Optional<String> inTheWay = Emptiness.mayHoldAConfig(snapshot);
    if (inTheWay.isPresent()) {
      return waits(inTheWay.get());
    }
    if (!(snapshot.lease() instanceof LeaseView.Held(String holder, Instant until)
        && holder.equals(snapshot.self())
        && now.isBefore(until))) {
      return takeLease(snapshot.lease(), now);
    }
    SetRecord.Initiating record =
        new SetRecord.Initiating(
            "", pod.name(), pod.uid(), snapshot.claims().stream().map(Claim::uid).toList());
    return new Decision.Act(
        new Action.WriteRecord(from, record),
        Reason.of(
            RULE,
            "Noting that " + pod.name() + " initiates the set",
            "every volume of the set is known to be empty, and "
                + (from instanceof SetRecord.None
                    ? "there is no record of a set"
                    : "a person ordered a fresh start in place of " + from.identity())));
  }

  private static Decision takeLease(LeaseView lease, Instant now) {
    return switch (lease) {
      case LeaseView.Unknown(String why) -> waits("the Lease can't be read: " + why);
      case LeaseView.Held(String holder, Instant until) when now.isBefore(until) ->
          waits(holder + " holds the Lease until " + until);
      case LeaseView.Held(String holder, Instant until) -> lease();
      case LeaseView.Free() -> lease();
    };
  }

  private static Decision lease() {
    return new Decision.Act(
        new Action.TakeLease(),
        Reason.of(RULE, "Taking the Lease of the set's initiation", "nobody holds it"));
  }

  private static Decision resume(
      Snapshot snapshot,
      StatefulSetView.Known wanted,
      SetRecord.Initiating record,
      Policy policy,
      Instant now) {
    if (!record.pod().equals(snapshot.self())) {
      return leftToAnother(snapshot, wanted, record, now);
    }
    Optional<String> unlisted = Emptiness.unlistedClaims(snapshot);
    if (unlisted.isPresent()) {
      return waits(unlisted.get());
    }
    List<String> claims = snapshot.claims().stream().map(Claim::uid).toList();
    if (!claims.containsAll(record.claimUids())) {
      if (isGivenUp(wanted, record)) {
        return begin(snapshot, wanted, record, now);
      }
      return new Decision.Refuse(
          Reason.of(
              RULE,
              "Not initiating: a volume on which the set may have been initiated is gone",
              "the record was made for claims that no longer exist"
                  + howToStartAfresh(wanted, record)));
    }
    Optional<String> inTheWay = Emptiness.mayHoldAConfig(snapshot);
    if (inTheWay.isPresent()) {
      return waits(inTheWay.get());
    }
    List<Member> members = firstMembers(snapshot, wanted);
    Optional<HostPort> self = snapshot.selfPod().map(Pod::host);
    if (members.stream().noneMatch(m -> self.equals(Optional.of(m.host())))) {
      return waits("this pod is terminating, or is none that the StatefulSet wants");
    }
    return new Decision.Act(
        new Action.Initiate(ReplicaSetConfig.initial(policy.setName(), members)),
        Reason.of(
            RULE,
            "Initiating %s with %s"
                .formatted(policy.setName(), members.stream().map(Member::host).toList()),
            "these pods answer and are empty, and the record says that this pod initiates"));
  }

  /** A pod that is gone, and its keeper with it, begins nothing more: a person may give it up. */
  private static Decision leftToAnother(
      Snapshot snapshot, StatefulSetView.Known wanted, SetRecord.Initiating record, Instant now) {
    String says = record.pod() + " initiates the set, as its record says";
    if (snapshot.pods().stream().anyMatch(p -> p.name().equals(record.pod()))) {
      return waits(says);
    }
    return isGivenUp(wanted, record)
        ? begin(snapshot, wanted, record, now)
        : waits(says + "; that pod is not there" + howToStartAfresh(wanted, record));
  }

  /** The pods that answer now and are empty, under their final names; odd votes, at most seven. */
  private static List<Member> firstMembers(Snapshot snapshot, StatefulSetView.Known wanted) {
    List<Pod> pods =
        snapshot.pods().stream()
            .filter(p -> wanted.wants(p.ordinal()) && !p.terminating())
            .filter(p -> p.name().equals(snapshot.self()) || bearsData(wanted, p.ordinal()))
            .filter(p -> p.name().equals(snapshot.self()) || isEmpty(snapshot, p))
            .toList();
    int votes = Votes.wanted(pods.size());
    List<Member> members = new ArrayList<>();
    for (Pod pod : pods) {
      members.add(
          members.size() < votes
              ? Member.voter(pod.ordinal(), pod.host())
              : Member.newcomer(pod.ordinal(), pod.host()));
    }
    return members;
  }

  /** The initiating mongod keeps what it holds; every other one would lose it. */
  private static boolean isEmpty(Snapshot snapshot, Pod pod) {
    return snapshot.mongod(pod.name()) instanceof Mongod.Uninitiated other && other.empty();
  }

  /** An arbiter can't be made of a member later, so it is added as one: see {@link Newcomers}. */
  private static boolean bearsData(StatefulSetView.Known wanted, int ordinal) {
    return wanted.wishes().isKnown(ordinal) && !wanted.wishes().member(ordinal).arbiter();
  }

  private static Decision afterInitiation(
      Snapshot snapshot, StatefulSetView.Known wanted, SetRecord.Initiated record, Instant now) {
    boolean asksForAll =
        snapshot.selfPod().filter(p -> p.ordinal() == wanted.firstOrdinal()).isPresent();
    Optional<String> inTheWay = Emptiness.mayHoldAConfig(snapshot);
    boolean nothingLeft = asksForAll && inTheWay.isEmpty();
    if (nothingLeft && isGivenUp(wanted, record)) {
      return begin(snapshot, wanted, record, now);
    }
    if (nothingLeft) {
      return new Decision.Refuse(
          Reason.of(
              RULE,
              "Not initiating: the record names a set that no volume holds any more",
              "set %s was initiated here and every volume is empty now; bring its data back"
                      .formatted(record.replicaSetId())
                  + howToStartAfresh(wanted, record)));
    }
    if (snapshot.ownMongod() instanceof Mongod.Uninitiated own && !own.empty()) {
      return new Decision.Refuse(
          Reason.of(
              RULE,
              "Not to be added: whether the own mongod is empty is not known",
              "as a member it loses what it has to the initial sync; " + Emptiness.UNSEEN_REMEDY));
    }
    return new Decision.Wait(
        Reason.of(
            RULE,
            "Waiting to be added by the primary's keeper",
            "the set is initiated and the own mongod is empty"
                + inTheWay.filter(it -> asksForAll).map(it -> "; " + it).orElse("")));
  }

  private static boolean isGivenUp(StatefulSetView.Known wanted, SetRecord record) {
    return wanted.wishes().startAfresh().filter(record.identity()::equals).isPresent();
  }

  /** The order names what it gives up: left where it is, it fits no later set. */
  private static String howToStartAfresh(StatefulSetView.Known wanted, SetRecord record) {
    return "; or, if no data is to be kept, order a fresh start: "
        + Kubectl.annotate(wanted, Annotations.START_AFRESH, record.identity());
  }

  private static Decision waits(String why) {
    return new Decision.Wait(Reason.of(RULE, "Waiting with the initiation", why));
  }
}
