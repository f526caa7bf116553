package io.setkeeper.core.decision;

import java.util.Optional;

/**
 * Why something is done or not done, for a tired person: two lines, what and why.
 *
 * @param rule the rule's name
 * @param what what is done, or waited for
 * @param why the facts that make it so
 * @param before the quorum as it is
 * @param after the quorum that the step leaves
 */
public record Reason(
    String rule, String what, String why, Optional<Quorum> before, Optional<Quorum> after) {

  /** A reason without a change of the quorum. */
  public static Reason of(String rule, String what, String why) {
    return new Reason(rule, what, why, Optional.empty(), Optional.empty());
  }

  /** The same reason with the quorum before and after. */
  public Reason with(Quorum quorumBefore, Quorum quorumAfter) {
    return new Reason(rule, what, why, Optional.of(quorumBefore), Optional.of(quorumAfter));
  }

  @Override
  public String toString() {
    String quorum =
        before.isPresent() && after.isPresent()
            ? "; before: " + before.get() + "; after: " + after.get()
            : "";
    return what + "\n  because " + why + " [" + rule + quorum + "]";
  }
}
