package io.setkeeper.simulator.mark;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.simulator.keeper.KeeperObserver;
import io.setkeeper.simulator.mongod.Mongods;
import io.setkeeper.simulator.mongod.Observer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Marks a run with what it reaches. A failure's mark is its situation: the one in which the old
 * sidecar did the wrong thing.
 */
public final class Reached implements KeeperObserver, Observer {
  /** After so many milliseconds without an answer the old sidecar removed a member. */
  private static final long UNHEALTHY = 15_000;

  private static final int MOST_VOTERS = 7;

  private final Marks marks;
  private final Mongods mongods;
  private final BooleanSupplier somewhereWritable;
  private final LongSupplier now;
  private final Set<String> rules = new HashSet<>();
  private final Map<Integer, Long> unhealthySince = new HashMap<>();

  /**
   * @param somewhereWritable whether any member takes writes now
   * @param now the milliseconds since the beginning
   */
  public Reached(
      Marks marks, Mongods mongods, BooleanSupplier somewhereWritable, LongSupplier now) {
    this.marks = marks;
    this.mongods = mongods;
    this.somewhereWritable = somewhereWritable;
    this.now = now;
  }

  @Override
  public void decided(Snapshot snapshot, Decision decision) {
    String rule = decision.reason().rule();
    if (rules.add(rule)) {
      marks.reached(Expected.rule(rule));
    }
    if (decision instanceof Decision.Act(Action.StepUp(long term), var _)
        && snapshot.memory().lastPrimary().filter(seen -> seen.term() < term).isPresent()) {
      marks.reached(Expected.ELECTION_HELD_AGAIN);
    }
    switch (snapshot.ownMongod()) {
      case Mongod.InSet own when own.writable() -> asPrimary(snapshot, own);
      case Mongod.InSet own -> asFollower(snapshot, own);
      case Mongod.Uninitiated own -> asEmpty(snapshot);
      case Mongod.Removed removed -> asRemoved(snapshot, decision);
      case Mongod.Unknown unknown -> {}
    }
  }

  private void asPrimary(Snapshot snapshot, Mongod.InSet own) {
    for (PeerView peer : own.peers()) {
      if (peer.healthy()) {
        Long since = unhealthySince.remove(peer.id());
        if (since != null && isLong(since)) {
          marks.reached(Failure.EVICTION);
        }
      } else if (isLong(unhealthySince.computeIfAbsent(peer.id(), id -> now.getAsLong()))
          && isDead(snapshot, own, peer)) {
        marks.reached(Failure.ENDLESS_ADD_REMOVE);
      }
    }
    if (own.config().members().size() > MOST_VOTERS
        && own.config().voters().size() == MOST_VOTERS) {
      marks.reached(Failure.MORE_THAN_SEVEN);
    }
    interrupted(snapshot);
  }

  private boolean isLong(long since) {
    return now.getAsLong() - since > UNHEALTHY;
  }

  private boolean isDead(Snapshot snapshot, Mongod.InSet own, PeerView peer) {
    return own.config()
        .member(peer.id())
        .flatMap(member -> snapshot.pod(member.host()))
        .filter(pod -> mongods.at(pod.name()).isPresent())
        .isEmpty();
  }

  private void asFollower(Snapshot snapshot, Mongod.InSet own) {
    interrupted(snapshot);
    List<Member> voters = own.config().voters();
    long healthy =
        voters.stream().filter(v -> own.peer(v.id()).filter(PeerView::healthy).isPresent()).count();
    if (own.primary().isEmpty()
        && healthy <= voters.size() / 2
        && somewhereWritable.getAsBoolean()) {
      marks.reached(Failure.SPLIT_BRAIN);
    }
  }

  /** A keeper that has just begun finds a set whose initiation was not noted. */
  private void interrupted(Snapshot snapshot) {
    if (snapshot.record() instanceof SetRecord.Initiating
        && snapshot.memory().lastPrimary().equals(Memory.NONE.lastPrimary())) {
      marks.reached(Failure.HALF_NAMED_SET);
    }
  }

  private void asEmpty(Snapshot snapshot) {
    boolean lowest =
        snapshot.statefulSet() instanceof StatefulSetView.Known set
            && snapshot.selfPod().filter(p -> p.ordinal() == set.firstOrdinal()).isPresent();
    boolean hidden =
        snapshot.pods().stream()
            .anyMatch(
                pod ->
                    snapshot.mongod(pod.name()) instanceof Mongod.Unknown
                        && mongods.at(pod.name()).flatMap(m -> m.config()).isPresent());
    if (lowest && hidden) {
      marks.reached(Failure.SECOND_SET);
    }
  }

  private void asRemoved(Snapshot snapshot, Decision decision) {
    if (decision instanceof Decision.Refuse
        && snapshot.pods().stream()
            .allMatch(p -> snapshot.mongod(p.name()) instanceof Mongod.Removed)) {
      marks.reached(Failure.ALL_ADDRESSES_NEW);
    }
  }

  @Override
  public void acts(Snapshot snapshot, Action action, long lookBegan) {
    if (action instanceof Action.Reconfig(var from, var to)) {
      long added = to.members().stream().filter(m -> from.member(m.id()).isEmpty()).count();
      if (added > 1) {
        marks.reached(Failure.SEVERAL_VOTERS);
      }
      if (usesAnotherId(snapshot, from, to)) {
        marks.reached(Failure.REUSED_ID);
      }
      if (to.members().size() < from.members().size() && losesHalf(snapshot, from)) {
        marks.reached(Failure.SCALE_DOWN);
      }
    }
  }

  /** An ordinal comes back whose number was used. */
  private static boolean usesAnotherId(
      Snapshot snapshot, ReplicaSetConfig from, ReplicaSetConfig to) {
    return snapshot.statefulSet() instanceof StatefulSetView.Known set
        && to.members().stream()
            .filter(m -> from.member(m.id()).isEmpty())
            .anyMatch(
                m -> {
                  OptionalInt ordinal = set.ordinalOf(m.host());
                  return ordinal.isPresent() && ordinal.getAsInt() < m.id();
                });
  }

  private static boolean losesHalf(Snapshot snapshot, ReplicaSetConfig from) {
    if (!(snapshot.statefulSet() instanceof StatefulSetView.Known set)) {
      return false;
    }
    List<Member> voters = from.voters();
    long going =
        voters.stream()
            .map(v -> set.ordinalOf(v.host()))
            .filter(o -> o.isPresent() && !set.wants(o.getAsInt()))
            .count();
    return going > 0 && voters.size() - going <= voters.size() / 2;
  }

  @Override
  public void done(Snapshot snapshot, Action action, Outcome outcome) {
    if (action instanceof Action.Reconfig && outcome instanceof Outcome.Stale) {
      marks.reached(Failure.STALE_PLAN);
    }
  }
}
