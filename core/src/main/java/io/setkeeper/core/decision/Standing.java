package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
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
 * mongod only. An election can be lost all the same: a voter has got more since the dry run, or has
 * voted for another. That raises the term, and when a second in it has shown no winner it is the
 * turn of the next of those who are equally fresh, until each had one, the former primary last.
 *
 * <p>Safe because standing is no more than a candidacy: it needs a majority of the votes, as every
 * election does, so an acknowledged majority write is never lost by it. A wrong guess costs what
 * any failover costs. Each keeper asks once per term, and after as many lost elections as there are
 * candidates nobody does: two that disagree can't keep the set from electing.
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
        .or(() -> primaryIsGone(snapshot, own, now))
        .or(() -> primaryGaveUp(snapshot, own, now))
        .or(() -> startedAnew(snapshot, own))
        .flatMap(why -> byTheFreshest(snapshot, own, why));
  }

  private static boolean mayStand(Snapshot snapshot, Mongod.InSet own) {
    return own.state() == MemberState.SECONDARY
        && own.self().filter(m -> m.voting() && m.priority() > 0).isPresent()
        && snapshot.selfPod().filter(Pod::terminating).isEmpty()
        && snapshot.fellows(own).noneMatch(other -> isPrimarySince(own, other))
        && !snapshot.memory().stoodIn().equals(OptionalLong.of(own.term()));
  }

  /** By its own word: the own mongod may not have heard of it yet. */
  private static boolean isPrimarySince(Mongod.InSet own, Mongod.InSet other) {
    return other.state() == MemberState.PRIMARY && other.term() >= own.term();
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

  private static Optional<String> primaryIsGone(Snapshot snapshot, Mongod.InSet own, Instant now) {
    return lastPrimary(snapshot, own)
        .filter(last -> isTheLatest(last, snapshot, own, now))
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
    return lastPrimary(snapshot, own)
        .filter(last -> isVacant(snapshot, own, now) && isTheLatest(last, snapshot, own, now))
        .flatMap(last -> snapshot.pod(last.host()))
        .filter(pod -> snapshot.mongod(pod.name()) instanceof Mongod.InSet last && !last.writable())
        .map(
            pod ->
                pod.name() + " was primary, says that it is none any more, and nobody took over");
  }

  /** Whether this term has shown no primary for as long as a successor needs. */
  private static boolean isVacant(Snapshot snapshot, Mongod.InSet own, Instant now) {
    return snapshot
        .memory()
        .vacancy()
        .filter(vacancy -> vacancy.term() == snapshot.latestTerm(own))
        .filter(vacancy -> !now.isBefore(vacancy.since().plus(FOR_A_SUCCESSOR)))
        .isPresent();
  }

  /**
   * The primary that the own mongod saw last, if it is another; the own one, too, where an election
   * that another lost has ended its term.
   */
  private static Optional<Member> lastPrimary(Snapshot snapshot, Mongod.InSet own) {
    return snapshot
        .memory()
        .lastPrimary()
        .filter(seen -> seen.id() != own.selfId() || lostElections(snapshot, own) > 0)
        .flatMap(seen -> own.config().member(seen.id()));
  }

  /**
   * Whether nobody can have been primary after it: in its own term, or where every other voter says
   * for itself, a second after the term rose, that it is SECONDARY.
   */
  private static boolean isTheLatest(
      Member last, Snapshot snapshot, Mongod.InSet own, Instant now) {
    long lost = lostElections(snapshot, own);
    return lost == 0
        || (lost > 0
            && lost < candidates(snapshot, own).ranked().size()
            && isVacant(snapshot, own, now)
            && own.config().voters().stream()
                .filter(v -> v.id() != last.id() && !v.arbiterOnly())
                .allMatch(v -> Candidates.answer(snapshot, own, v).isPresent()));
  }

  /**
   * How many elections were held, and lost, since a primary was seen: each raised the term. Of all
   * who answer, so that the keepers agree whose turn it is before heartbeats have told the term.
   */
  private static long lostElections(Snapshot snapshot, Mongod.InSet own) {
    return snapshot
        .memory()
        .lastPrimary()
        .map(seen -> snapshot.latestTerm(own) - seen.term())
        .orElse(0L);
  }

  private static Candidates candidates(Snapshot snapshot, Mongod.InSet own) {
    Optional<Member> last = lastPrimary(snapshot, own);
    Candidates all = Candidates.of(snapshot, own, last);
    // In its own term it may have stepped down on purpose.
    return lostElections(snapshot, own) == 0 ? last.map(all::without).orElse(all) : all;
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
                            && (v.arbiterOnly() || Candidates.answer(snapshot, own, v).isPresent()))
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
    Member best = candidates(snapshot, own).next(lostElections(snapshot, own));
    if (best.id() != own.selfId()) {
      return Optional.of(
          new Decision.Wait(
              Reason.of(RULE, "Leaving it to %s to stand".formatted(best.host()), why)));
    }
    return Optional.of(
        new Decision.Act(
            new Action.StepUp(own.term()), Reason.of(RULE, "Standing for election", why)));
  }
}
