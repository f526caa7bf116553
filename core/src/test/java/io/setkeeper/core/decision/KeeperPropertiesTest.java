package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** What holds for every decision, on sets as they might be found. */
class KeeperPropertiesTest {
  private static final int TRIES = 20_000;

  @Provide
  Arbitrary<Snapshot> primaries() {
    return Arbitraries.longs().map(seed -> AnySet.ofPrimary(new Random(seed)));
  }

  @Provide
  Arbitrary<Snapshot> anybodies() {
    return Arbitraries.longs().map(seed -> AnySet.ofAnybody(new Random(seed)));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void noDecisionOfThePrimarysKeeperIsUnsafe(@ForAll("primaries") Snapshot snapshot) {
    Safety.check(snapshot, decision(snapshot));
    reached(
        decision(snapshot),
        "hand-over-before-leaving",
        "record-first",
        "no-vote-without-data",
        "remove-what-was-scaled-away",
        "lasting-names",
        "newcomers-without-vote",
        "one-vote-at-a-time",
        "wishes-of-members");
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void noDecisionOfAnotherKeeperIsUnsafe(@ForAll("anybodies") Snapshot snapshot) {
    Safety.check(snapshot, decision(snapshot));
    reached(decision(snapshot), "recover-by-order", "stand-where-waiting-is-needless");
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void theSameSnapshotHasTheSameDecision(@ForAll("primaries") Snapshot snapshot) {
    assertThat(decision(snapshot)).isEqualTo(decision(snapshot));
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void nobodyActsWhoDoesNotKnowTheStatefulSet(@ForAll("anybodies") Snapshot snapshot) {
    Snapshot unknown =
        new Snapshot(
            snapshot.self(),
            new StatefulSetView.Unknown("the API server is away"),
            snapshot.pods(),
            snapshot.claims(),
            snapshot.record(),
            snapshot.lease(),
            snapshot.mongods(),
            snapshot.memory());
    assertThat(decision(unknown)).isInstanceOf(Decision.Wait.class);
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void whatEverIsFoundCanBeExplained(@ForAll("anybodies") Snapshot snapshot) {
    assertThatCode(() -> Explanation.of(snapshot, Policy.of("rs0"), Scene.NOW))
        .doesNotThrowAnyException();
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void theGateOpensBeforeTheGracePeriodEnds(@ForAll("anybodies") Snapshot snapshot) {
    assertThat(Gate.answer(snapshot, Scene.GRACE.minus(Duration.ofSeconds(1))))
        .isInstanceOf(Gate.Open.class);
  }

  /** A property says nothing about a rule that it never comes to: each has to have acted often. */
  private static void reached(Decision decision, String... rules) {
    Statistics.label("acted by")
        .collect(decision instanceof Decision.Act act ? act.reason().rule() : "nobody")
        .coverage(
            coverage -> {
              for (String rule : rules) {
                coverage.check(rule).count(count -> count > 50);
              }
            });
  }

  private static Decision decision(Snapshot snapshot) {
    return Keeper.decide(snapshot, Policy.of("rs0"), Scene.NOW);
  }
}
