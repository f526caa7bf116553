package io.setkeeper.keeper.loop;

import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Reason;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.Sets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  void anElectionIsUrgent() {
    assertThat(pace.after(Scenes.waits(Scenes.orphan()), NOW)).isEqualTo(Pace.URGENT);
  }

  @Test
  void aPrimaryThatBrokeAwayIsUrgentBeforeTheOwnMongodKnows() {
    Step step = Sets.rests(askedThePrimary(new Mongod.Unknown("Connection refused", true)));
    assertThat(pace.after(waits(step), NOW)).isEqualTo(Pace.URGENT);
  }

  @Test
  void aPrimaryThatSaysItIsOneIsInNoHurry() {
    Step step = Sets.rests(askedThePrimary(Sets.inSet(1, SECONDARY, PRIMARY, SECONDARY)));
    assertThat(pace.after(waits(step), NOW)).isEqualTo(LONGEST);
  }

  @Test
  void whileTheOwnPodEndsItLooksCloselyWhateverItDecides() {
    List<Pod> pods = List.of(Sets.ending(0), Sets.pod(1), Sets.pod(2));
    Snapshot snapshot = Sets.snapshot(pods, Sets.inSet(0, SECONDARY, PRIMARY, SECONDARY));
    assertThat(pace.after(Sets.rests(snapshot), NOW)).isEqualTo(Pace.CLOSE);
    assertThat(pace.after(waits(Sets.rests(snapshot)), NOW)).isEqualTo(Pace.CLOSE);
  }

  private static Step waits(Step step) {
    return new Step(
        step.snapshot(),
        new Decision.Wait(Reason.of("primary-acts", "Leaving it", "another is primary")),
        Optional.empty(),
        Memory.NONE);
  }

  private static Snapshot askedThePrimary(Mongod said) {
    Snapshot seen = Sets.snapshot(Sets.pods(), Sets.inSet(0, SECONDARY, PRIMARY, SECONDARY));
    return new Snapshot(
        seen.self(),
        seen.statefulSet(),
        seen.pods(),
        seen.claims(),
        seen.record(),
        seen.lease(),
        Map.of("mongo-0", seen.ownMongod(), "mongo-1", said));
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
