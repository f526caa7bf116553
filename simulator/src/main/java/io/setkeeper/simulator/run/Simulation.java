package io.setkeeper.simulator.run;

import io.setkeeper.core.invariant.Violation;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.simulator.fault.Adoption;
import io.setkeeper.simulator.fault.Faults;
import io.setkeeper.simulator.fault.People;
import io.setkeeper.simulator.keeper.Twist;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.trace.Trace;
import java.util.Optional;

/**
 * One run of five virtual minutes: three in which anything may go wrong, then two without a fault,
 * at whose end the set must be whole.
 *
 * <p>The two minutes are what the slowest way to a whole set takes: a member that stepped down may
 * not stand for 60 s, an election takes 12 s, and so does a sync of much data; nine votes and
 * members come and go one by one, each in a config that takes two heartbeats (4 s); and a person
 * writes an order within seconds. What may take longer is a rolling restart that was ordered in the
 * last moment: of two members each waits for its grace period before it takes the majority away. So
 * a set that is not whole then has two minutes more, and no further.
 */
public final class Simulation {
  private static final long FAULTS_END = 180_000;
  private static final long END = 300_000;
  private static final long LATEST = 420_000;
  private static final long CHECK = 1_000;

  private Simulation() {}

  /** Runs a seed. */
  public static Result run(long seed, Twist twist, Trace trace) {
    Dice dice = new Dice(seed);
    Dice ofFaults = dice.split();
    boolean adopted = dice.happens(0.15);
    Wishes wishes =
        adopted
            ? People.paused(true).apply(Wishes.NONE)
            : dice.happens(0.1) ? People.arbiter(2).apply(Wishes.NONE) : Wishes.NONE;
    World world = new World(WorldSettings.thrown(dice.split(), wishes, twist), dice, trace);
    if (adopted) {
      new Adoption(world, ofFaults.split());
    }
    Faults faults = new Faults(world, ofFaults, adopted ? Adoption.QUIET : 0);
    long wholeAfter = -1;
    if (world.runUntil(FAULTS_END)) {
      faults.end();
      wholeAfter = untilWhole(world);
    }
    return new Result(
        seed,
        world.violation(),
        world.marks().counts(),
        new Result.Statistics(
            world.timeline().now(),
            wholeAfter,
            world.judge().writesAcknowledged(),
            world.judge().configsCommitted()));
  }

  private static long untilWhole(World world) {
    long since = -1;
    for (long moment = FAULTS_END + CHECK;
        moment <= END || (moment <= LATEST && world.lacks().isPresent());
        moment += CHECK) {
      if (!world.runUntil(moment)) {
        return -1;
      }
      if (world.lacks().isPresent()) {
        since = -1;
      } else if (since < 0) {
        since = moment;
      }
    }
    world.judge().found(world.lacks().map(what -> new Violation("whole-in-the-end", what)));
    Optional<SimMongod> primary = world.primary();
    primary.ifPresent(world.judge()::lastPrimary);
    return since < 0 ? -1 : since - FAULTS_END;
  }
}
