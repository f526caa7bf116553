package io.setkeeper.core.invariant;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No vote without data. Who is known to be empty gets none. And nothing is built on one: while a
 * voter is known to be empty, no reconfig that changes who votes is asked for but the one that
 * takes its vote, if the voters left are a healthy majority ({@link HealthyMajority}). With its
 * vote an empty member helps whoever asks first. A reconfig that changes no vote (a rename, a
 * newcomer, a wish) may come before: it may be what tells which pod the empty member is.
 */
public final class NoVoteWithoutData {
  private static final String NAME = "no-vote-without-data";

  private NoVoteWithoutData() {}

  /** A reconfig is asked for, without force, by somebody who sees the set so. */
  public static Optional<Violation> asked(ReplicaSetConfig to, Mongod.InSet seenBy) {
    ReplicaSetConfig from = seenBy.config();
    if (voterIds(from).equals(voterIds(to))) {
      return Optional.empty();
    }
    Optional<Member> given =
        to.voters().stream()
            .filter(m -> isEmpty(m, seenBy))
            .filter(m -> from.member(m.id()).filter(Member::voting).isEmpty())
            .findFirst();
    if (given.isPresent()) {
      return given.map(m -> new Violation(NAME, m.host() + " is empty and gets a vote"));
    }
    List<Member> empty = from.voters().stream().filter(m -> isEmpty(m, seenBy)).toList();
    boolean takesOne = empty.stream().anyMatch(m -> to.voters().equals(without(from, m).voters()));
    return takesOne
        ? Optional.empty()
        : empty.stream()
            .filter(m -> to.member(m.id()).filter(Member::voting).isPresent())
            .filter(m -> HealthyMajority.asked(without(from, m), seenBy).isEmpty())
            .findFirst()
            .map(
                m ->
                    new Violation(
                        NAME, m.host() + " is empty and keeps its vote in the next config"));
  }

  private static Set<Integer> voterIds(ReplicaSetConfig config) {
    return config.voters().stream().map(Member::id).collect(Collectors.toSet());
  }

  private static ReplicaSetConfig without(ReplicaSetConfig config, Member voter) {
    return config.change(voter.id(), m -> m.with(0, 0));
  }

  private static boolean isEmpty(Member member, Mongod.InSet seenBy) {
    return !member.arbiterOnly()
        && seenBy.peer(member.id()).filter(PeerView::healthy).filter(PeerView::isEmpty).isPresent();
  }
}
