package io.setkeeper.core.decision;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the keeper of the writable primary does to an initiated set: the first of these rules that
 * has something to do decides. Their order is part of the argument:
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
 * <p>Whichever rule speaks, a reconfig must pass {@link Guard}, and {@link NewIds} come before it.
 * While one of the first three waits, nothing else is done. A later rule that waits or refuses
 * holds up nobody: what it waits for may be what another one brings about (a removal, for the voter
 * that is promoted), and each step is safe by itself. What it said is said when nothing is to be
 * done.
 */
final class Upkeep {
  private static final List<Function<PrimaryView, Optional<Decision>>> FIRST =
      List.of(Leaving::decide, RecordUpkeep::decide, Commitment::decide);

  private static final List<Function<PrimaryView, Optional<Decision>>> THEN =
      List.of(
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
    return FIRST.stream()
        .flatMap(rule -> rule.apply(view).stream())
        .findFirst()
        .orElseGet(() -> then(view));
  }

  private static Decision then(PrimaryView view) {
    List<Decision> waiting = new ArrayList<>();
    for (Function<PrimaryView, Optional<Decision>> rule : THEN) {
      Optional<Decision> said =
          rule.apply(view)
              .map(decision -> Guard.check(view, decision))
              .map(decision -> NewIds.setApartBefore(view, decision));
      if (said.filter(Upkeep::isDue).isPresent()) {
        return said.get();
      }
      said.ifPresent(waiting::add);
    }
    return waiting.isEmpty() ? Completeness.whole(view) : waiting.getFirst();
  }

  private static boolean isDue(Decision decision) {
    return switch (decision) {
      case Decision.Act act -> true;
      case Decision.LookAgain look -> true;
      case Decision.Wait wait -> false;
      case Decision.Refuse refuse -> false;
      case Decision.Rest rest -> false;
    };
  }
}
