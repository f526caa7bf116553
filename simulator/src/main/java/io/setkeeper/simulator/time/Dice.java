package io.setkeeper.simulator.time;

import java.util.List;
import java.util.SplittableRandom;

/** The run's only source of chance. */
public final class Dice {
  private final SplittableRandom random;

  public Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Dice of their own: what they throw does not depend on how often these were thrown since. */
  public Dice split() {
    return new Dice(random.split());
  }

  /** A number from {@code least} to {@code most}, both included. */
  public long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** Whether something of this probability (0 to 1) happens. */
  public boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of them. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
