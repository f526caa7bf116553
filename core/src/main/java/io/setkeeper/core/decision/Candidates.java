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

  private static final Comparator<Candidate> FRESHEST_FIRST =
      Comparator.comparing(Candidate::applied, Comparator.reverseOrder());

  /**
   * All that say for themselves that they are SECONDARY.
   *
   * @param last who comes after all who are as fresh: it was primary, and may be resting
   */
  static Candidates of(Snapshot snapshot, Mongod.InSet own, Optional<Member> last) {
    return new Candidates(
        own.config().members().stream()
            .filter(m -> m.voting() && m.priority() > 0)
            .flatMap(
                m ->
                    answer(snapshot, own, m)
                        .map(applied -> new Candidate(m, applied, ordinal(snapshot, m)))
                        .stream())
            .sorted(
                FRESHEST_FIRST
                    .thenComparing(candidate -> last.equals(Optional.of(candidate.member())))
                    .thenComparingInt(Candidate::ordinal))
            .toList());
  }

  /** All but this one. */
  Candidates without(Member excepted) {
    return new Candidates(
        ranked.stream().filter(candidate -> !candidate.member().equals(excepted)).toList());
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
        .fellow(own, member)
        .filter(in -> in.state() == MemberState.SECONDARY)
        .filter(_ -> snapshot.pod(member.host()).filter(Pod::terminating).isEmpty())
        .map(Mongod.InSet::applied);
  }
}
