package io.setkeeper.keeper.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.setkeeper.core.decision.Quorum;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Counts the steps, and shows what the last one saw. */
public final class Meters implements Loop.Listener {
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Timer steps;
  private volatile Instant lastStep;
  private volatile Seen seen = new Seen(0, 0, 0, false, new ConfigVersion(0, 0));

  /** What the last step saw of the set. */
  private record Seen(
      int members, int voters, int healthy, boolean primaryKnown, ConfigVersion config) {}

  /**
   * @param waiting how many wait at the gate
   */
  public Meters(MeterRegistry registry, InstantSource clock, Supplier<Number> waiting) {
    this.registry = registry;
    this.clock = clock;
    this.lastStep = clock.instant();
    this.steps =
        Timer.builder("setkeeper.steps")
            .description("Steps taken: a look, a decision, at most one action")
            .register(registry);
    Gauge.builder("setkeeper.last.step.age", this, Meters::age)
        .baseUnit("seconds")
        .description("Since the last step")
        .register(registry);
    Gauge.builder("setkeeper.gate.waiting", waiting)
        .description("Pre-stop hooks that wait for an answer")
        .register(registry);
    show("members", "Members of the config that the own mongod has", s -> s.members());
    show("voters", "Members of it that vote", s -> s.voters());
    show("voters.healthy", "Voters that the own mongod sees healthy", s -> s.healthy());
    show("primary.known", "1 while the own mongod sees a primary", s -> s.primaryKnown() ? 1 : 0);
    show("config.term", "The config's term", s -> s.config().term());
    show("config.version", "The config's version", s -> s.config().version());
  }

  private void show(String name, String description, ToDoubleFunction<Seen> value) {
    Gauge.builder("setkeeper." + name, this, meters -> value.applyAsDouble(meters.seen))
        .description(description)
        .register(registry);
  }

  private double age() {
    return Duration.between(lastStep, clock.instant()).toMillis() / 1000.0;
  }

  @Override
  public void taken(Step step, Instant begun) {
    Instant now = clock.instant();
    lastStep = now;
    steps.record(Duration.between(begun, now));
    registry
        .counter(
            "setkeeper.decisions",
            "rule",
            step.decision().reason().rule(),
            "kind",
            Kinds.of(step.decision()))
        .increment();
    Kinds.action(step)
        .ifPresent(
            action ->
                registry
                    .counter("setkeeper.actions", "action", action, "outcome", Kinds.outcome(step))
                    .increment());
    seen = see(step.snapshot().ownMongod());
  }

  /** The API server refused something, or did not answer. */
  public void refused(String what) {
    registry.counter("setkeeper.api.refusals", "what", what).increment();
  }

  private Seen see(Mongod own) {
    if (!(own instanceof Mongod.InSet in)) {
      return new Seen(0, 0, 0, false, seen.config());
    }
    Quorum quorum = Quorum.of(in.config(), in);
    return new Seen(
        in.config().members().size(),
        quorum.voters(),
        quorum.healthy(),
        in.primary().isPresent(),
        in.config().version());
  }
}
