package io.setkeeper.simulator.mutant;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.simulator.fault.People;
import io.setkeeper.simulator.keeper.Twist;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Keepers that each lack one rule: what they do instead, and which invariant catches them. */
@SuppressWarnings("ImmutableEnumChecker") // the functions of lambdas without state
public enum Mutant implements Twist {
  IGNORES_COMMITMENT(
      "takes every config for committed",
      "one-voting-change",
      s ->
          Changes.mongods(
              s,
              m ->
                  m instanceof Mongod.InSet in
                      ? new Mongod.InSet(
                          in.selfId(),
                          in.state(),
                          in.writable(),
                          in.term(),
                          in.config(),
                          true,
                          in.peers(),
                          in.heartbeatInterval(),
                          in.writeConcernSet())
                      : m)),
  UNKNOWN_IS_EMPTY(
      "takes a mongod that does not answer for empty, and initiates with those that do",
      "one-initiation",
      s ->
          Changes.mongods(
              s,
              m ->
                  m instanceof Mongod.Unknown ? new Mongod.Uninitiated(true, Optional.empty()) : m),
      (s, d) ->
          d instanceof Decision.Act(Action.Initiate(var config), var reason)
              ? new Decision.Act(
                  new Action.Initiate(
                      config.without(m -> !m.host().host().startsWith(s.self() + "."))),
                  reason)
              : d),
  CACHED_IS_FRESH(
      "acts on what its caches show",
      "removed-by-wish",
      // Only a primary's: what an initiation needs is in no cache, and no set would be formed.
      s -> Changes.primary(s).map(own -> Changes.statefulSet(s, set -> set.read(true))).orElse(s)),
  REMOVES_AT_ZERO(
      "takes a StatefulSet that is scaled to 0 for one of a single member",
      "removed-by-wish",
      s -> Changes.statefulSet(s, set -> set.replicas() == 0 ? People.scaleTo(1).apply(set) : set)),
  ACTS_WHILE_PAUSED(
      "does not know the pause",
      "paused-touches-nothing",
      s ->
          Changes.statefulSet(
              s, set -> People.wish((Wishes w) -> People.paused(false).apply(w)).apply(set))),
  SKIPS_THE_RECORD(
      "does not note the highest _id",
      "ids-used-once",
      s ->
          Changes.primary(s)
              .map(
                  own ->
                      Changes.record(
                          s,
                          new SetRecord.Initiated(
                                  "0",
                                  own.config().replicaSetId().orElse(""),
                                  own.config().highestId())
                              .settingApart(
                                  Short.MAX_VALUE,
                                  new ConfigVersion(own.term(), own.config().version().version()))))
              .orElse(s)),
  REUSES_IDS(
      "gives newcomers the lowest free _id",
      "ids-used-once",
      (s, d) ->
          Changes.to(
              d,
              (from, to) -> {
                ReplicaSetConfig next = from;
                for (Member added : to.members()) {
                  if (from.member(added.id()).isEmpty()) {
                    next = next.plus(List.of(Member.newcomer(lowestFree(next), added.host())));
                  } else {
                    next = next.change(added.id(), m -> added);
                  }
                }
                return to.members().size() > from.members().size() ? next : to;
              })),
  NEWCOMERS_VOTE(
      "adds newcomers with their votes",
      "one-voting-change",
      (s, d) ->
          Changes.to(
              d,
              (from, to) -> {
                ReplicaSetConfig next = to;
                for (Member added : to.members()) {
                  if (from.member(added.id()).isEmpty()) {
                    next = next.change(added.id(), m -> m.with(1, 1));
                  }
                }
                return next;
              })),
  TWO_VOTES_AT_ONCE(
      "hands out all votes in one config",
      "one-voting-change",
      (s, d) ->
          Changes.to(
              d,
              (from, to) -> {
                ReplicaSetConfig next = to;
                for (Member member : to.members()) {
                  boolean promotes = to.voters().size() > from.voters().size();
                  if (promotes && !member.hidden() && from.member(member.id()).isPresent()) {
                    next = next.change(member.id(), m -> m.with(1, 1));
                  }
                }
                return next;
              })),
  REMOVES_THE_SICK(
      "removes a member that has been silent for 15 s",
      "removed-by-wish",
      (s, d) ->
          Changes.primary(s)
              .flatMap(
                  own ->
                      own.peers().stream()
                          .filter(p -> !p.healthy())
                          .filter(p -> p.silence().compareTo(Duration.ofSeconds(15)) > 0)
                          .findFirst()
                          .map(
                              sick ->
                                  Changes.reconfig(
                                      d,
                                      own.config(),
                                      own.config().without(m -> m.id() == sick.id()))))
              .orElse(d)),
  REMOVES_THE_LOWEST(
      "removes the lowest ordinal first",
      "removed-by-wish",
      (s, d) ->
          Changes.to(
              d,
              (from, to) -> {
                int self = Changes.primary(s).map(Mongod.InSet::selfId).orElse(-1);
                Optional<Member> lowest =
                    from.members().stream()
                        .filter(m -> m.id() != self)
                        .min(Comparator.comparingInt(Member::id));
                return to.members().size() < from.members().size() && lowest.isPresent()
                    ? from.without(lowest.get()::equals)
                    : to;
              })),
  REMOVES_WITHOUT_MAJORITY(
      "removes without looking for a healthy majority",
      "healthy-majority",
      (s, d) ->
          d instanceof Decision.Wait && d.reason().rule().equals("remove-what-was-scaled-away")
              ? Changes.primary(s)
                  .flatMap(own -> highestSurplus(s, own).map(m -> without(d, own, m)))
                  .orElse(d)
              : d),
  FORCES_WITHOUT_ORDER(
      "forces a config where it sees no majority",
      "forced-by-order",
      (s, d) ->
          s.ownMongod() instanceof Mongod.InSet own
                  && own.state() == MemberState.SECONDARY
                  && own.primary().isEmpty()
                  && healthy(own) <= own.config().voters().size() / 2
              ? new Decision.Act(
                  new Action.ForceReconfig(
                      own.config(), own.config().without(m -> m.id() != own.selfId())),
                  d.reason())
              : d),
  EMPTY_IS_CAUGHT_UP(
      "takes an empty member for one that has caught up",
      "no-vote-without-data",
      (s, d) ->
          Changes.primary(s)
              .flatMap(own -> emptyWithoutVote(own).map(m -> withVote(d, own, m)))
              .orElse(
                  d.reason().rule().equals("no-vote-without-data")
                      ? new Decision.Rest(d.reason())
                      : d)),
  KEEPS_EVEN_VOTES(
      "takes no vote that is one too many",
      "whole-in-the-end",
      (s, d) ->
          d.reason().what().startsWith("Taking the vote")
              ? Changes.suppress(d, "one-vote-at-a-time")
              : d),
  KEEPS_THE_SCALED_AWAY(
      "removes nobody",
      "whole-in-the-end",
      (s, d) -> Changes.suppress(d, "remove-what-was-scaled-away")),
  KEEPS_OLD_NAMES(
      "renames nobody", "whole-in-the-end", (s, d) -> Changes.suppress(d, "lasting-names")),
  STANDS_ALL_THE_TIME(
      "stands for election whenever it is not primary",
      "whole-in-the-end",
      (s, d) ->
          s.ownMongod() instanceof Mongod.InSet own
                  && own.state() == MemberState.SECONDARY
                  && !own.writable()
              ? new Decision.Act(new Action.StepUp(own.term()), d.reason())
              : d);

  private final String does;
  private final String caughtBy;
  private final UnaryOperator<Snapshot> sees;
  private final Deciding decides;

  /** What becomes of a decision. */
  private interface Deciding {
    Decision instead(Snapshot snapshot, Decision decision);
  }

  Mutant(String does, String caughtBy, UnaryOperator<Snapshot> sees) {
    this(does, caughtBy, sees, (snapshot, decision) -> decision);
  }

  Mutant(String does, String caughtBy, Deciding decides) {
    this(does, caughtBy, snapshot -> snapshot, decides);
  }

  Mutant(String does, String caughtBy, UnaryOperator<Snapshot> sees, Deciding decides) {
    this.does = does;
    this.caughtBy = caughtBy;
    this.sees = sees;
    this.decides = decides;
  }

  /** What it does instead of what it should. */
  public String does() {
    return does;
  }

  /** The invariant that catches it. */
  public String caughtBy() {
    return caughtBy;
  }

  @Override
  public Snapshot sees(Snapshot snapshot) {
    return sees.apply(snapshot);
  }

  @Override
  public Decision decides(Snapshot snapshot, Decision decision) {
    return decides.instead(snapshot, decision);
  }

  private static int lowestFree(ReplicaSetConfig config) {
    return IntStream.iterate(0, i -> i + 1)
        .filter(i -> config.member(i).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static Decision without(Decision decision, Mongod.InSet own, Member member) {
    return Changes.reconfig(
        decision, own.config(), own.config().without(m -> m.id() == member.id()));
  }

  private static Optional<Member> emptyWithoutVote(Mongod.InSet own) {
    return own.config().members().stream()
        .filter(m -> !m.voting() && own.committed())
        .filter(
            m ->
                own.peer(m.id())
                    .filter(p -> p.healthy() && p.state() == MemberState.STARTUP2)
                    .isPresent())
        .findFirst();
  }

  private static Decision withVote(Decision decision, Mongod.InSet own, Member member) {
    return Changes.reconfig(
        decision, own.config(), own.config().change(member.id(), m -> m.with(1, 1)));
  }

  private static Optional<Member> highestSurplus(Snapshot snapshot, Mongod.InSet own) {
    BinaryOperator<Member> last = (one, other) -> other;
    return snapshot.statefulSet() instanceof StatefulSetView.Known set
        ? own.config().members().stream()
            .filter(m -> m.id() != own.selfId())
            .filter(
                m -> {
                  OptionalInt ordinal = set.ordinalOf(m.host());
                  return ordinal.isPresent() && !set.wants(ordinal.getAsInt());
                })
            .reduce(last)
        : Optional.empty();
  }

  private static long healthy(Mongod.InSet own) {
    return own.config().voters().stream()
        .filter(v -> own.peer(v.id()).filter(PeerView::healthy).isPresent())
        .count();
  }
}
