package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A set without a primary does not wait for MongoDB's time-out (10 s) where that is needless:
 *
 * <ul>
 *   <li>it was just initiated, and every voter follows (recorded: 11 s to a primary, 3 s when one
 *       is asked to stand);
 *   <li>its last primary's process is known to be gone: its address refuses connections to the
 *       keeper <em>and</em> the own mongod's heartbeats to it fail (recorded: writes go on after
 *       1.1 s). A silent primary may be alive behind a broken network: it is left to MongoDB;
 *   <li>its last primary says itself that it is none any more, because it was started anew or
 *       stepped down, and nobody has taken over for a second (a step-down asks a successor to
 *       stand, which must not be disturbed);
 *   <li>the whole set was started anew: this keeper never saw a primary, and every voter answers
 *       for itself that it is SECONDARY.
 * </ul>
 *
 * <p>The freshest of the members that answer is asked to stand, the lowest ordinal on a tie, so
 * that no write that is only there is lost; each keeper works that out for itself and asks its own
 * mongod only.
 *
 * <p>Safe because standing is no more than a candidacy: it needs a majority of the votes, as every
 * election does, so an acknowledged majority write is never lost by it. A wrong guess costs what
 * any failover costs. Each keeper asks once per term: two that disagree can't keep the set from
 * electing.
 */
final class Standing {
  private static final Duration FOR_A_SUCCESSOR = Duration.ofSeconds(1);
  private static final String RULE = "stand-where-waiting-is-needless";

  private Standing() {}

  static Optional<Decision> decide(Snapshot snapshot, Mongod.InSet own, Instant now) {
    if (own.primary().isPresent() || !mayStand(snapshot, own)) {
      return Optional.empty();
    }
    return justInitiated(snapshot, own)
        .or(() -> primaryIsGone(snapshot, own))
        .or(() -> primaryGaveUp(snapshot, own, now))
        .or(() -> startedAnew(snapshot, own))
        .flatMap(why -> byTheFreshest(snapshot, own, why));
  }

  private static boolean mayStand(Snapshot snapshot, Mongod.InSet own) {
    return own.state() == MemberState.SECONDARY
        && own.self().filter(m -> m.voting() && m.priority() > 0).isPresent()
        && snapshot.selfPod().filter(Pod::terminating).isEmpty()
        && !snapshot.memory().stoodIn().equals(OptionalLong.of(own.term()));
  }

  private static Optional<String> justInitiated(Snapshot snapshot, Mongod.InSet own) {
    boolean here =
        snapshot.record() instanceof SetRecord.Initiating record
            && record.pod().equals(snapshot.self());
    return here && own.term() <= 0 && own.config().voters().stream().allMatch(v -> follows(own, v))
        ? Optional.of(
            "the set was just initiated, every voter follows, and nobody was ever primary")
        : Optional.empty();
  }

  private static boolean follows(Mongod.InSet own, Member voter) {
    return own.peer(voter.id())
        .filter(PeerView::healthy)
        .map(PeerView::state)
        .filter(state -> state == MemberState.SECONDARY || state == MemberState.ARBITER)
        .isPresent();
  }

  private static Optional<String> primaryIsGone(Snapshot snapshot, Mongod.InSet own) {
    return lastPrimary(snapshot, own)
        .filter(last -> own.peer(last.id()).filter(PeerView::healthy).isEmpty())
        .flatMap(last -> snapshot.pod(last.host()))
        .filter(
            pod ->
                snapshot.mongod(pod.name()) instanceof Mongod.Unknown unknown && unknown.refused())
        .map(
            pod ->
                "the primary's process is gone: %s refuses connections, and heartbeats to it fail"
                    .formatted(pod.name()));
  }

  private static Optional<String> primaryGaveUp(Snapshot snapshot, Mongod.InSet own, Instant now) {
    boolean longEnough =
        snapshot
            .memory()
            .noneSince()
            .filter(since -> Duration.between(since, now).compareTo(FOR_A_SUCCESSOR) >= 0)
            .isPresent();
    return lastPrimary(snapshot, own)
        .filter(last -> longEnough)
        .flatMap(last -> snapshot.pod(last.host()))
        .filter(pod -> snapshot.mongod(pod.name()) instanceof Mongod.InSet last && !last.writable())
        .map(
            pod ->
                pod.name() + " was primary, says that it is none any more, and nobody took over");
  }

  /** The primary of this very term that the own mongod saw last, if it is another. */
  private static Optional<Member> lastPrimary(Snapshot snapshot, Mongod.InSet own) {
    return snapshot
        .memory()
        .lastPrimary()
        .filter(seen -> seen.term() == own.term() && seen.id() != own.selfId())
        .flatMap(seen -> own.config().member(seen.id()));
  }

  private static Optional<String> startedAnew(Snapshot snapshot, Mongod.InSet own) {
    // Whoever stood already may just have won, and not be writable yet.
    // While the record says initiating, the first primary is being elected: that is no new start.
    boolean hasJustBegun =
        snapshot.memory().lastPrimary().isEmpty()
            && snapshot.memory().stoodIn().isEmpty()
            && snapshot.record() instanceof SetRecord.Initiated;
    return hasJustBegun
            && own.term() > 0
            && own.config().voters().stream()
                .allMatch(
                    v ->
                        follows(own, v)
                            && (v.arbiterOnly() || answer(snapshot, own, v).isPresent()))
        ? Optional.of("the whole set was started anew: every voter says that it is SECONDARY")
        : Optional.empty();
  }

  private static Optional<Decision> byTheFreshest(Snapshot snapshot, Mongod.InSet own, String why) {
    long voters =
        own.config().voters().stream()
            .filter(v -> own.peer(v.id()).filter(p -> p.healthy() && p.state().votes()).isPresent())
            .count();
    if (voters < own.config().voters().size() / 2 + 1) {
      return Optional.empty(); // it could not win
    }
    Member best = best(snapshot, own);
    if (best.id() != own.selfId()) {
      return Optional.of(
          new Decision.Wait(
              Reason.of(RULE, "Leaving it to %s to stand".formatted(best.host()), why)));
    }
    return Optional.of(
        new Decision.Act(
            new Action.StepUp(own.term()), Reason.of(RULE, "Standing for election", why)));
  }

  /** By the mongods' own words: what the own one knows of the others is a heartbeat old. */
  private static Member best(Snapshot snapshot, Mongod.InSet own) {
    List<Member> candidates =
        own.config().members().stream()
            .filter(m -> m.voting() && m.priority() > 0)
            // It may have stepped down on purpose.
            .filter(m -> !lastPrimary(snapshot, own).equals(Optional.of(m)))
            .filter(m -> answer(snapshot, own, m).isPresent())
            .toList();
    return candidates.stream()
        .min(
            Comparator.comparing(
                    (Member m) -> answer(snapshot, own, m).orElse(OpTime.NONE),
                    Comparator.reverseOrder())
                .thenComparingInt(m -> snapshot.pod(m.host()).map(Pod::ordinal).orElse(m.id())))
        .orElseThrow();
  }

  /** What a member says that it has applied, if it says that it is SECONDARY in this set. */
  private static Optional<OpTime> answer(Snapshot snapshot, Mongod.InSet own, Member member) {
    if (member.id() == own.selfId()) {
      return Optional.of(own.applied());
    }
    return snapshot
        .pod(member.host())
        .filter(pod -> !pod.terminating())
        .map(pod -> snapshot.mongod(pod.name()))
        .filter(
            mongod ->
                mongod instanceof Mongod.InSet in
                    && in.state() == MemberState.SECONDARY
                    && in.selfId() == member.id())
        .map(mongod -> ((Mongod.InSet) mongod).applied());
  }
}
