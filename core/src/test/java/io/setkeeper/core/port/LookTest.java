package io.setkeeper.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Snapshot;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a step looks again, and what it remembers. */
class LookTest {
  private final CalmWorld calm = CalmWorld.having(voters(3), 0);
  private final List<World.Freshness> looks = new ArrayList<>();
  private final List<Action> done = new ArrayList<>();

  /** The calm world, with its looks and actions noted; what is read fresh may not be. */
  private World noting(boolean apiServerAway) {
    return new World() {
      @Override
      public Snapshot look(Freshness freshness) {
        looks.add(freshness);
        return calm.look(apiServerAway ? Freshness.CACHED : freshness);
      }

      @Override
      public Outcome perform(Action action) {
        done.add(action);
        return calm.perform(action);
      }
    };
  }

  private static List<Member> voters(int size) {
    return IntStream.range(0, size).mapToObj(i -> Member.voter(i, CalmWorld.host(i))).toList();
  }

  private static Step step(World world) {
    return Step.take(world, Policy.of("rs0"), InstantSource.fixed(CalmWorld.NOW), Memory.NONE);
  }

  private void recorded() {
    calm.scale(3, 3);
    Steps.untilNothingIsDone(calm);
  }

  @Test
  void aQuietSetIsLookedAtOnce() {
    recorded();
    step(noting(false));
    assertThat(looks).containsExactly(World.Freshness.CACHED);
  }

  @Test
  void beforeARemovalEverythingIsReadAgain() {
    recorded();
    calm.scale(2, 3);
    step(noting(false));
    assertThat(looks).containsExactly(World.Freshness.CACHED, World.Freshness.FRESH);
  }

  @Test
  void whereNothingFreshCanBeReadNothingIsDone() {
    recorded();
    calm.scale(2, 3);
    step(noting(true));
    assertThat(done).isEmpty();
  }

  @Test
  void itSaysThenThatItWantsToLookAgain() {
    recorded();
    calm.scale(2, 3);
    assertThat(step(noting(true)).decision()).isInstanceOf(Decision.LookAgain.class);
  }

  @Test
  void thePrimaryThatWasSeenIsRemembered() {
    recorded();
    assertThat(step(noting(false)).memory().lastPrimary()).contains(new Memory.SeenPrimary(0, 1));
  }
}
