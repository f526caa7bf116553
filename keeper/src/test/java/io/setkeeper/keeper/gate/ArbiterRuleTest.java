package io.setkeeper.keeper.gate;

import static io.setkeeper.core.model.MemberState.ARBITER;
import static io.setkeeper.core.model.MemberState.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Gate;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.keeper.Sets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArbiterRuleTest {
  private static final Mongod LOCKED = new Mongod.Unknown("nobody can log in", false);

  private final ArbiterRule rule = new ArbiterRule(Gate::answer);

  private Gate.Answer answer(Mongod own) {
    return rule.answer(
        Sets.snapshot(List.of(Sets.ending(0), Sets.pod(1), Sets.pod(2)), own), Duration.ZERO);
  }

  @Test
  void anArbiterThatCantBeAskedIsNotHeld() {
    rule.learn(() -> true);
    assertThat(answer(LOCKED)).isInstanceOf(Gate.Open.class);
  }

  @Test
  void whoIsNotKnownToBeAnArbiterIsHeld() {
    assertThat(answer(LOCKED)).isInstanceOf(Gate.Shut.class);
    rule.learn(() -> false);
    assertThat(answer(LOCKED)).isInstanceOf(Gate.Shut.class);
  }

  @Test
  void anArbiterThatAnswersIsHeldWhileTheOthersAreNoMajority() {
    rule.learn(() -> true);
    assertThat(answer(Sets.inSet(0, ARBITER, PRIMARY))).isInstanceOf(Gate.Shut.class);
  }
}
