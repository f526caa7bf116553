package io.setkeeper.core.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * No write that a majority acknowledged is lost: whoever takes writes has them all.
 *
 * <p>The bound of what any replica set can bear. A write is safe while, of every majority that can
 * elect a primary, one member has it. So a volume may be emptied only
 *
 * <ol>
 *   <li>if it is the only one since the set was whole ({@link WholeSet}) with every acknowledged
 *       write on every voter,
 *   <li>if at least one other voter is left, and
 *   <li>if no other volume holds an older config than the primary's (an empty voter would follow
 *       that one as readily).
 * </ol>
 *
 * Beyond it, and after an ordered recovery, what is missing is not held against the keepers: {@link
 * #forgiven}.
 *
 * @param <W> what a write is known by
 */
public final class AcknowledgedWrites<W> {
  private static final String NAME = "acknowledged-writes";

  private final List<W> acknowledged = new ArrayList<>();

  /** A write was acknowledged with {@code w: "majority"}. */
  public void acknowledged(W write) {
    acknowledged.add(write);
  }

  /** How many were acknowledged. */
  public int count() {
    return acknowledged.size();
  }

  /** A member takes writes now, or the run is over: it has every acknowledged one. */
  public Optional<Violation> primary(String who, Predicate<W> has) {
    for (W write : acknowledged) {
      if (!has.test(write)) {
        return Optional.of(
            new Violation(
                NAME,
                "%s is primary without write %s, which a majority acknowledged"
                    .formatted(who, write)));
      }
    }
    return Optional.empty();
  }

  /** A person gave up what this member has not. */
  public void forgiven(Predicate<W> has) {
    acknowledged.removeIf(write -> !has.test(write));
  }
}
