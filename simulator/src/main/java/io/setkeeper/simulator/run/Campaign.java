package io.setkeeper.simulator.run;

import io.setkeeper.simulator.keeper.Twist;
import io.setkeeper.simulator.mark.Expected;
import io.setkeeper.simulator.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Many seeds, one after the other on every core, until all are run or one finds a violation.
 *
 * @param first the first seed
 * @param seeds how many
 * @param twist what makes keepers think wrong; {@link Twist#NONE} but for the check of the
 *     simulator itself
 */
public record Campaign(long first, long seeds, Twist twist) {
  /** From so many seeds on every expected mark must be reached. */
  public static final long ENOUGH = 1_000;

  /** A campaign with keepers as they are. */
  public Campaign(long first, long seeds) {
    this(first, seeds, Twist.NONE);
  }

  /**
   * What became of it.
   *
   * @param run how many seeds were run
   * @param failure the violating run of the lowest seed
   * @param marks in how many seeds each mark was reached
   * @param missing the marks that should have been reached and were not; empty for less than {@link
   *     #ENOUGH} seeds
   * @param took real time
   */
  public record Report(
      long run,
      Optional<Result> failure,
      Map<String, Long> marks,
      List<String> missing,
      Duration took) {
    public Report {
      marks = Map.copyOf(marks);
      missing = List.copyOf(missing);
    }

    /** Whether nothing was violated and nothing is missing. */
    public boolean passed() {
      return failure.isEmpty() && missing.isEmpty();
    }

    /** Seeds a second. */
    public double pace() {
      return run / Math.max(0.001, took.toMillis() / 1_000.0);
    }

    /** The command that runs the failing seed again and tells all. */
    public Optional<String> replay() {
      return failure.map(result -> Campaign.replay(result.seed()));
    }
  }

  /** The command that runs one seed again and tells all. */
  public static String replay(long seed) {
    return "./setkeeper simulate --seeds 1 --seed %d --trace".formatted(seed);
  }

  /**
   * Runs it on every core.
   *
   * @param progress is told how many seeds were run, after each, from any thread
   */
  public Report run(Consumer<Long> progress) throws InterruptedException {
    return new Running(this, progress).run();
  }

  /** One run of a campaign. */
  private static final class Running {
    private final Campaign campaign;
    private final Consumer<Long> progress;
    private final AtomicLong next;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Map<String, Long> marks = new TreeMap<>();
    private final List<RuntimeException> broken = new ArrayList<>();
    private Optional<Result> failure = Optional.empty();
    private long run;

    Running(Campaign campaign, Consumer<Long> progress) {
      this.campaign = campaign;
      this.progress = progress;
      this.next = new AtomicLong(campaign.first());
    }

    Report run() throws InterruptedException {
      long began = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        threads.add(Thread.ofPlatform().name("simulate-" + i).daemon().start(this::work));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      if (!broken.isEmpty()) {
        throw broken.getFirst();
      }
      List<String> missing =
          run < ENOUGH
              ? List.of()
              : Expected.marks().stream().filter(mark -> !marks.containsKey(mark)).toList();
      return new Report(run, failure, marks, missing, Duration.ofNanos(System.nanoTime() - began));
    }

    private void work() {
      while (!failed.get()) {
        long seed = next.getAndIncrement();
        if (seed >= campaign.first() + campaign.seeds()) {
          return;
        }
        try {
          add(Simulation.run(seed, campaign.twist(), Trace.silent()));
        } catch (RuntimeException e) {
          isBroken(seed, e);
        }
      }
    }

    private synchronized void add(Result result) {
      run++;
      result.marks().keySet().forEach(mark -> marks.merge(mark, 1L, Long::sum));
      boolean earlier = failure.map(f -> f.seed() > result.seed()).orElse(true);
      if (result.violation().isPresent() && earlier) {
        failed.set(true);
        failure = Optional.of(result);
      }
      progress.accept(run);
    }

    private synchronized void isBroken(long seed, RuntimeException e) {
      failed.set(true);
      broken.add(new IllegalStateException("seed " + seed + " broke the simulator itself", e));
    }
  }
}
