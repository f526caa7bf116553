package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who can be asked to stand for election, the best first: the freshest by the mongods' own words
 * (what the own one knows of the others is a heartbeat old), of equals the lowest ordinal.
 *
 * @param ranked the members, with what each says that it has applied
 */
record Candidates(List<Candidate> ranked) {
  /** A member that could be elected, and how far it is. */
  record Candidate(Member member, OpTime applied, int ordinal) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::applied, Comparator.reverseOrder())
          .thenComparingInt(Candidate::ordinal);

  /** All that say for themselves that they are SECONDARY, but this one. */
  static Candidates besides(Optional<Member> excepted, Snapshot snapshot, Mongod.InSet own) {
    return new Candidates(
        own.config().members().stream()
            .filter(m -> m.voting() && m.priority() > 0)
            .filter(m -> !excepted.equals(Optional.of(m)))
            .flatMap(
                m ->
                    answer(snapshot, own, m)
                        .map(applied -> new Candidate(m, applied, ordinal(snapshot, m)))
                        .stream())
            .sorted(BEST_FIRST)
            .toList());
  }

  private static int ordinal(Snapshot snapshot, Member member) {
    return snapshot.pod(member.host()).map(Pod::ordinal).orElse(member.id());
  }

  /** Whose turn it is when so many elections were lost: the equally fresh take turns. */
  Member next(long lost) {
    OpTime freshest = ranked.getFirst().applied();
    List<Candidate> equals = ranked.stream().filter(c -> c.applied().equals(freshest)).toList();
    return equals.get(Math.floorMod(lost, equals.size())).member();
  }

  /** What a member says that it has applied, if it says that it is SECONDARY in this set. */
  static Optional<OpTime> answer(Snapshot snapshot, Mongod.InSet own, Member member) {
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
