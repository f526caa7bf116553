package io.setkeeper.core.decision;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the keeper of the writable primary does to an initiated set: the first of these rules that
 * has something to say decides. Their order is part of the argument:
 *
 * <ol>
 *   <li>a primary that leaves hands over: it needs nothing else for that;
 *   <li>the record comes before every reconfig, so that an {@code _id} in use is noted before it
 *       can be removed;
 *   <li>nothing is changed on a config that is not committed, so every reconfig starts from what a
 *       majority has, and two configs in a row always share a majority;
 *   <li>a vote without data is taken before anything is built on it;
 *   <li>what was scaled away goes before anything is added: growing and shrinking never overlap;
 *   <li>members get their lasting names before newcomers are looked for, or a member under its old
 *       name would be taken for one;
 *   <li>newcomers come before promotions: they sync while votes are handed out one by one;
 *   <li>wishes that touch no vote come last.
 * </ol>
 *
 * <p>Whichever rule speaks, a reconfig must pass {@link Guard}.
 */
final class Upkeep {
  private static final List<Function<PrimaryView, Optional<Decision>>> RULES =
      List.of(
          Leaving::decide,
          RecordUpkeep::decide,
          Commitment::decide,
          WipedVoters::decide,
          Removal::decide,
          Renames::decide,
          Newcomers::decide,
          Promotion::decide,
          Attributes::decide,
          Completeness::decide);

  private Upkeep() {}

  static Decision decide(
      Snapshot snapshot, StatefulSetView.Known wanted, Mongod.InSet own, Policy policy) {
    PrimaryView view = new PrimaryView(snapshot, wanted, own, policy);
    return RULES.stream()
        .map(rule -> rule.apply(view))
        .flatMap(Optional::stream)
        .findFirst()
        .map(decision -> Guard.check(view, decision))
        .orElseGet(() -> Completeness.whole(view));
  }
}
