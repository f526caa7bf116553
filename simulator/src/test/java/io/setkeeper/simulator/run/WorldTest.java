package io.setkeeper.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.trace.Trace;
import org.junit.jupiter.api.Test;

class WorldTest {
  @Test
  void aCalmWorldFormsAWholeSet() {
    Trace trace = Trace.recording();
    World world = new World(WorldSettings.calm(), new Dice(1), trace);

    world.runUntil(60_000);

    trace
        .events()
        .forEach(
            e -> System.out.println(e.at() + " " + e.lane() + " " + e.kind() + " " + e.text()));
    assertThat(world.violation()).isEmpty();
    assertThat(world.lacks()).isEmpty();
  }
}
