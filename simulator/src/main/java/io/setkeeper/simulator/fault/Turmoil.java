package io.setkeeper.simulator.fault;

import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.trace.Trace;

/** What every kind of fault needs: the world, chance, and an end. */
final class Turmoil {
  private final World world;
  private final Dice dice;
  private boolean over;

  Turmoil(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  World world() {
    return world;
  }

  Dice dice() {
    return dice;
  }

  /** From now on nothing disturbs the set. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** Some time from now, in milliseconds, unless all faults were ended by then. */
  void later(long least, long most, Runnable what) {
    world
        .timeline()
        .after(
            dice.between(least, most),
            () -> {
              if (!over) {
                what.run();
              }
            });
  }

  void tell(String what) {
    world.trace().add(world.timeline().now(), "world", Trace.Kind.FAULT, what);
  }
}
