package io.setkeeper.keeper.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.port.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Pace pace = new Pace(LONGEST);

  @Test
  void afterSomethingWasDoneItGoesOnAtOnce() {
    assertThat(pace.after(Scenes.acted(new Outcome.Done()), NOW)).isZero();
  }

  @Test
  void aWholeSetIsLeftAloneForTheLongestTime() {
    assertThat(pace.after(Scenes.rests(), NOW)).isEqualTo(LONGEST);
  }

  @Test
  void aMongodThatStartsIsLookedAtClosely() {
    assertThat(pace.after(Scenes.waits(Scenes.silent()), NOW)).isEqualTo(Pace.CLOSE);
  }

  @Test
  void thePrimarysKeeperLooksCloselyAtWhatItWaitsFor() {
    assertThat(pace.after(Scenes.waits(Scenes.primary()), NOW)).isEqualTo(Pace.CLOSE);
  }

  @Test
  void anElectionIsLookedAtClosely() {
    assertThat(pace.after(Scenes.waits(Scenes.orphan()), NOW)).isEqualTo(Pace.CLOSE);
  }

  @Test
  void aKeeperThatFollowsIsInNoHurry() {
    assertThat(pace.after(Scenes.waits(Scenes.follower()), NOW)).isEqualTo(LONGEST);
  }

  @Test
  void aFreshLookIsNotRepeatedAsOften() {
    assertThat(pace.after(Scenes.waitsOnAFreshLook(Scenes.primary()), NOW)).isEqualTo(Pace.FRESH);
  }

  @Test
  void whatTakesLongIsLookedAtLessAndLess() {
    pace.after(Scenes.waits(Scenes.silent()), NOW);
    assertThat(pace.after(Scenes.waits(Scenes.silent()), NOW.plusSeconds(80)))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(pace.after(Scenes.waits(Scenes.silent()), NOW.plusSeconds(3600))).isEqualTo(LONGEST);
  }

  @Test
  void whenSomethingElseIsWaitedForItIsLookedAtCloselyAgain() {
    pace.after(Scenes.waits(Scenes.silent(), "Waiting for one thing"), NOW);
    assertThat(
            pace.after(Scenes.waits(Scenes.silent(), "Waiting for another"), NOW.plusSeconds(3600)))
        .isEqualTo(Pace.CLOSE);
  }

  @Test
  void whatIsRefusedAgainAndAgainIsTriedLessAndLess() {
    Duration first = pace.after(Scenes.acted(new Outcome.Refused("no")), NOW);
    Duration second = pace.after(Scenes.acted(new Outcome.Refused("no")), NOW);
    assertThat(second).isGreaterThan(first);
    for (int i = 0; i < 100; i++) {
      pace.after(Scenes.acted(new Outcome.Refused("no")), NOW);
    }
    assertThat(pace.after(Scenes.acted(new Outcome.Refused("no")), NOW)).isEqualTo(LONGEST);
  }

  @Test
  void aSuccessForgetsTheRefusalsBefore() {
    for (int i = 0; i < 10; i++) {
      pace.after(Scenes.acted(new Outcome.Refused("no")), NOW);
    }
    pace.after(Scenes.acted(new Outcome.Done()), NOW);
    assertThat(pace.after(Scenes.acted(new Outcome.Refused("no")), NOW)).isEqualTo(Pace.CLOSE);
  }
}
