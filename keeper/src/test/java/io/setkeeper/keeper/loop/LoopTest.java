package io.setkeeper.keeper.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import io.setkeeper.core.port.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T07:00:00Z"));

  /** Longer than any test: only an event ends a wait. */
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Bell bell = new Bell();
  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Loop loop =
      new Loop(
          new FollowersWorld(),
          Policy.of("rs0"),
          CLOCK,
          CLOCK,
          bell,
          FOR_EVER,
          List.of(
              new Loop.Listener() {
                @Override
                public void begins() {
                  told.add("begins");
                }

                @Override
                public void taken(Step step, Instant begun) {
                  told.add("taken");
                  steps.add(step);
                }

                @Override
                public void waits(Duration longest) {
                  told.add("waits " + longest);
                }
              }));
  private final Thread thread = Thread.ofVirtual().unstarted(loop::run);

  /** A pod whose mongod follows a primary: nothing is to be done, and nothing is near. */
  private static final class FollowersWorld implements World {
    @Override
    public Snapshot look(Freshness freshness) {
      return Scenes.snapshot(Scenes.follower(), freshness == Freshness.FRESH);
    }

    @Override
    public Outcome perform(Action action) {
      throw new AssertionError("a follower does nothing: " + action);
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    loop.stop();
    thread.join();
  }

  @Test
  void itLooksAtOnceWhenItStarts() {
    thread.start();
    await().untilAsserted(() -> assertThat(steps).hasSize(1));
  }

  @Test
  void anEventMakesItLookAgain() {
    thread.start();
    await().until(() -> steps.size() == 1);
    bell.ring();
    await().untilAsserted(() -> assertThat(steps).hasSize(2));
  }

  @Test
  void anEventBeforeItStartedIsNotForgotten() {
    bell.ring();
    thread.start();
    await().untilAsserted(() -> assertThat(steps).hasSize(2));
  }

  @Test
  void itEndsWhileItWaits() throws InterruptedException {
    thread.start();
    await().until(() -> steps.size() == 1);
    loop.stop();
    thread.join();
    assertThat(steps).hasSize(1);
  }

  @Test
  void aStepIsToldFromItsBeginToTheWaitAfterIt() {
    thread.start();
    await()
        .untilAsserted(
            () -> assertThat(told).containsExactly("begins", "taken", "waits " + FOR_EVER));
  }
}
