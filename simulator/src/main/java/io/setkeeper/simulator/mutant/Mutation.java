package io.setkeeper.simulator.mutant;

import io.setkeeper.simulator.run.Result;
import io.setkeeper.simulator.run.Simulation;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Looks for the seed that catches a mutant. */
public final class Mutation {
  /** Within so many seeds each mutant must be caught. */
  public static final long SEEDS = 2_000;

  private Mutation() {}

  /**
   * What became of a mutant.
   *
   * @param caught a run in which its invariant did not hold; empty where none was found
   * @param run how many seeds were run
   */
  public record Verdict(Mutant mutant, Optional<Result> caught, long run) {}

  /** Runs seeds from 1 on, on every core, until one catches the mutant. */
  public static Verdict check(Mutant mutant) throws InterruptedException {
    AtomicLong next = new AtomicLong(1);
    AtomicLong run = new AtomicLong();
    AtomicReference<Optional<Result>> caught = new AtomicReference<>(Optional.empty());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    long seed;
                    while (caught.get().isEmpty() && (seed = next.getAndIncrement()) <= SEEDS) {
                      Result result = Simulation.run(seed, mutant, Trace.silent());
                      run.incrementAndGet();
                      if (isCaught(mutant, result)) {
                        caught.compareAndSet(Optional.empty(), Optional.of(result));
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return new Verdict(mutant, caught.get(), run.get());
  }

  private static boolean isCaught(Mutant mutant, Result result) {
    return result.violation().filter(v -> v.invariant().equals(mutant.caughtBy())).isPresent();
  }
}
