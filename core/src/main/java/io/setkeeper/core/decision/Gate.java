package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether it is safe to end the own mongod now: what the mongod container's preStop hook waits for.
 *
 * <p>The gate does nothing itself. The loop hands over ({@link Leaving}), and the primary's keeper
 * removes who was scaled away ({@link Removal}); the gate looks at what they have reached. It is
 * shut no longer than {@link #patience}: Kubernetes ends the pod when its grace period is over,
 * hook or not, and mongod needs what is left of it to end cleanly.
 */
public final class Gate {
  private static final Duration FOR_MONGOD = Duration.ofSeconds(20);

  private Gate() {}

  /** Whether the own mongod may end. */
  public sealed interface Answer {
    /** Why, for a person. */
    String why();
  }

  /** It may. */
  public record Open(String why) implements Answer {}

  /** Not yet. */
  public record Shut(String why) implements Answer {}

  /**
   * The longest that the gate stays shut: the grace period less what mongod needs to end, which is
   * half of it but no more than 20 s (mongod's quiesce time is 15 s).
   */
  public static Duration patience(Duration grace) {
    Duration half = grace.dividedBy(2);
    return grace.minus(half.compareTo(FOR_MONGOD) < 0 ? half : FOR_MONGOD);
  }

  /**
   * Answers the hook.
   *
   * @param held how long it has waited already, by the keeper's own clock
   */
  public static Answer answer(Snapshot snapshot, Duration held) {
    Optional<Duration> grace = snapshot.selfPod().flatMap(Pod::grace);
    boolean isKnown = !(snapshot.statefulSet() instanceof StatefulSetView.Unknown);
    if (grace.isEmpty() && isKnown) {
      return new Open("this pod is not terminating: there is nothing to hand over");
    }
    Answer answer = answer(snapshot);
    Duration longest = patience(grace.orElse(Duration.ofSeconds(30)));
    return answer instanceof Shut(String why) && held.compareTo(longest) >= 0
        ? new Open("%s, but the grace period allows no more waiting".formatted(why))
        : answer;
  }

  private static Answer answer(Snapshot snapshot) {
    return switch (snapshot.ownMongod()) {
      case Mongod.Unknown unknown when unknown.refused() -> new Open("the own mongod does not run");
      case Mongod.Unknown unknown -> new Shut("the own mongod does not answer: " + unknown.why());
      case Mongod.Uninitiated uninitiated -> new Open("the own mongod is in no set");
      case Mongod.Removed removed -> new Open("the own mongod is no member any more");
      case Mongod.InSet own -> member(snapshot, own);
    };
  }

  private static Answer member(Snapshot snapshot, Mongod.InSet own) {
    if (own.config().members().size() == 1) {
      return new Open("it is the only member: nobody can take over");
    }
    if (everybodyGoes(snapshot)) {
      return new Open("the whole StatefulSet goes: there is nobody to hand over to");
    }
    if (own.writable()) {
      return new Shut("the own mongod is primary still");
    }
    Optional<Member> primary = own.primary();
    if (primary.isEmpty() || !takesWrites(snapshot, primary.get())) {
      return new Shut("no other member is known to take writes yet");
    }
    if (isScaledAway(snapshot)) {
      return new Shut("this member was scaled away, and is not removed yet");
    }
    return majorityStays(snapshot, own)
        ? new Open(primary.get().host() + " takes writes, and a majority stays")
        : new Shut("without this member the set has no healthy majority");
  }

  private static boolean everybodyGoes(Snapshot snapshot) {
    return switch (snapshot.statefulSet()) {
      case StatefulSetView.Unknown unknown -> false;
      case StatefulSetView.Absent absent -> true;
      case StatefulSetView.Known set -> set.leaves();
    };
  }

  /** By the primary's own word, where it is a pod. */
  private static boolean takesWrites(Snapshot snapshot, Member primary) {
    return snapshot
        .pod(primary.host())
        .map(pod -> snapshot.mongod(pod.name()) instanceof Mongod.InSet in && in.writable())
        .orElse(true);
  }

  private static boolean isScaledAway(Snapshot snapshot) {
    return snapshot.statefulSet() instanceof StatefulSetView.Known set
        && snapshot.selfPod().filter(pod -> set.scalesAway(pod.ordinal())).isPresent();
  }

  /**
   * Whether those that stay can elect a primary, arbiters included. Of several that leave together
   * the highest ordinal goes first: whoever is lower does not count on it.
   */
  private static boolean majorityStays(Snapshot snapshot, Mongod.InSet own) {
    List<Member> voters = own.config().voters();
    long staying =
        voters.stream()
            .filter(m -> m.id() != own.selfId() && !leavesFirst(snapshot, m))
            .filter(m -> own.peer(m.id()).filter(p -> isUseful(p, own)).isPresent())
            .count();
    return staying >= voters.size() / 2 + 1;
  }

  private static boolean isUseful(PeerView peer, Mongod.InSet own) {
    return Quorum.isWell(peer, own)
        || (Quorum.isHeard(peer, own) && peer.state() == MemberState.ARBITER);
  }

  private static boolean leavesFirst(Snapshot snapshot, Member member) {
    int own = snapshot.selfPod().map(Pod::ordinal).orElse(Integer.MAX_VALUE);
    return snapshot
        .pod(member.host())
        .filter(pod -> pod.terminating() && pod.ordinal() > own)
        .isPresent();
  }
}
