package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberSettings;
import java.util.Comparator;
import java.util.List;

/**
 * How many members vote, and which.
 *
 * <p>An even number of votes tolerates no more failures than the odd number below it, and is one
 * more that must be reached: so four members have three votes and six have five. Two members both
 * vote, so that a majority write is on both. MongoDB bounds votes at seven.
 */
final class Votes {
  private Votes() {}

  /** The number of votes for so many members that could vote. */
  static int wanted(int members) {
    if (members <= 2) {
      return members;
    }
    int odd = members % 2 == 0 ? members - 1 : members;
    return Math.min(odd, Policy.MAX_VOTERS);
  }

  /**
   * Which of these members should vote, so that the whole set has the wanted number.
   *
   * <p>First those of whom a person says so, then the primary, then who votes already (a vote does
   * not wander without need), then the lowest ordinals. Whoever is scaled away is not counted: its
   * vote goes with it, and somebody who stays may be needed to take over from it.
   *
   * @param candidates members of the StatefulSet, by ordinal
   */
  static List<Member> holders(PrimaryView view, List<Member> candidates) {
    List<Member> willing =
        candidates.stream().filter(m -> settings(view, m).votes().orElse(1) > 0).toList();
    long others =
        view.config().voters().stream()
            .filter(m -> !isManaged(view, m) && !view.isSurplus(m))
            .count();
    long votes = wanted((int) (willing.size() + others)) - others;
    return willing.stream()
        .sorted(
            Comparator.comparing((Member m) -> settings(view, m).votes().isEmpty())
                .thenComparing(m -> !view.isSelf(m))
                .thenComparing(m -> !m.voting()))
        .limit(Math.max(0, votes))
        .toList();
  }

  /**
   * Whether the keeper decides on this member's vote: a wanted pod that bears data, unless a person
   * made it hidden or delayed in the config itself and wishes nothing by annotation.
   */
  static boolean isManaged(PrimaryView view, Member member) {
    boolean ordinary = !member.hidden() && member.delaySecs() == 0;
    return view.isWanted(member)
        && !member.arbiterOnly()
        && !member.newlyAdded()
        && view.wanted().wishes().isKnown(view.ordinal(member).orElseThrow())
        && (ordinary || !settings(view, member).equals(MemberSettings.NONE));
  }

  /** The members whose votes the keeper decides on, by ordinal. */
  static List<Member> managed(PrimaryView view) {
    return view.membersOfTheSet().stream().filter(m -> isManaged(view, m)).toList();
  }

  static MemberSettings settings(PrimaryView view, Member member) {
    return view.ordinal(member).isPresent()
        ? view.wanted().wishes().member(view.ordinal(member).getAsInt())
        : MemberSettings.NONE;
  }
}
