package io.setkeeper.core.decision;

/**
 * How many members vote.
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
}
