package io.setkeeper.core.invariant;

import io.setkeeper.core.model.StatefulSetView;
import java.util.Collection;
import java.util.Optional;

/** While the set is paused nothing is done to it. */
public final class PausedTouchesNothing {
  private static final String NAME = "paused-touches-nothing";

  private PausedTouchesNothing() {}

  /**
   * Something is done.
   *
   * @param wanted every StatefulSet that there was from the beginning of the look until now: nobody
   *     can know of a pause that begins on the way
   */
  public static Optional<Violation> acts(String who, Collection<StatefulSetView.Known> wanted) {
    return wanted.stream().allMatch(StatefulSetView.Known::paused)
        ? Optional.of(new Violation(NAME, "the keeper of " + who + " acts on a paused set"))
        : Optional.empty();
  }
}
