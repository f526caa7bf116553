package io.setkeeper.core.invariant;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * What must be in the end, once nothing disturbs a set any more: the wanted size, one primary,
 * everyone else SECONDARY (or ARBITER), the config committed, and an odd number of votes (two
 * members: two).
 */
public final class WholeSet {
  private static final int MOST_VOTES = 7;

  private WholeSet() {}

  /**
   * The first thing that a set lacks to be whole; empty for one that is whole.
   *
   * @param primary what the writable primary's mongod answers
   * @param hostOf the final name of each wanted ordinal's pod
   */
  public static Optional<String> lacks(
      StatefulSetView.Known wanted, Mongod.InSet primary, IntFunction<HostPort> hostOf) {
    return members(wanted, primary, hostOf)
        .or(() -> states(primary))
        .or(() -> votes(wanted, primary))
        .or(
            () ->
                primary.committed()
                    ? Optional.empty()
                    : Optional.of(
                        "config %s is not committed".formatted(primary.config().version())));
  }

  private static Optional<String> members(
      StatefulSetView.Known wanted, Mongod.InSet primary, IntFunction<HostPort> hostOf) {
    int end = wanted.firstOrdinal() + wanted.size();
    for (int ordinal = wanted.firstOrdinal(); ordinal < end; ordinal++) {
      HostPort host = hostOf.apply(ordinal);
      if (primary.config().member(host).isEmpty()) {
        return Optional.of(host + " is no member");
      }
    }
    for (Member member : primary.config().members()) {
      OptionalInt ordinal = wanted.ordinalOf(member.host());
      if (ordinal.isPresent() && !wanted.wants(ordinal.getAsInt())) {
        return Optional.of(member.host() + " was scaled away and is a member still");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> states(Mongod.InSet primary) {
    if (!primary.writable()) {
      return Optional.of("there is no writable primary");
    }
    for (Member member : primary.config().members()) {
      MemberState state =
          primary
              .peer(member.id())
              .filter(PeerView::healthy)
              .map(PeerView::state)
              .orElse(MemberState.DOWN);
      MemberState right =
          member.id() == primary.selfId()
              ? MemberState.PRIMARY
              : member.arbiterOnly() ? MemberState.ARBITER : MemberState.SECONDARY;
      if (state != right) {
        return Optional.of("%s is %s".formatted(member.host(), state));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> votes(StatefulSetView.Known wanted, Mongod.InSet primary) {
    List<Member> members = primary.config().members();
    int voters = primary.config().voters().size();
    int able = (int) members.stream().filter(m -> m.voting() || mayVote(wanted, m)).count();
    int right = able <= 2 ? able : Math.min(MOST_VOTES, able - (1 - able % 2));
    return voters == right
        ? Optional.empty()
        : Optional.of("%d of %d members vote, not %d".formatted(voters, members.size(), right));
  }

  /** A member that a person made hidden or delayed, or wants without a vote, need not vote. */
  private static boolean mayVote(StatefulSetView.Known wanted, Member member) {
    OptionalInt ordinal = wanted.ordinalOf(member.host());
    MemberSettings wish =
        ordinal.isPresent() ? wanted.wishes().member(ordinal.getAsInt()) : MemberSettings.NONE;
    return ordinal.isPresent()
        && wish.votes().orElse(1) > 0
        && !member.hidden()
        && member.delaySecs() == 0;
  }
}
