package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.simulator.time.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Faults and clumsy orders without a keeper, and what MongoDB itself promises all the same: one
 * winner a term, no acknowledged write lost, nothing committed rolled back, and a set that is whole
 * again when the faults end. No volume is wiped and nothing is forced.
 */
final class Chaos implements Observer {
  private static final int SIZE = 5;
  private static final long FAULTS_MILLIS = 120_000;

  private final Lab lab;
  private final Dice dice;
  private final Map<Long, String> winners = new HashMap<>();
  private final List<Entry> acknowledged = new ArrayList<>();
  final List<String> violations = new ArrayList<>();
  private long number;

  private Chaos(long seed) {
    lab = Lab.whole(SIZE, seed);
    dice = new Dice(seed + 1_000_000);
    lab.mongods.observe(this);
  }

  /** What went wrong in the run of that seed. */
  static List<String> run(long seed) {
    Chaos chaos = new Chaos(seed);
    chaos.play();
    return chaos.violations;
  }

  private void play() {
    long end = lab.timeline.now() + FAULTS_MILLIS;
    while (lab.timeline.now() < end) {
      lab.pass(dice.between(10, 1_500));
      lab.primary().ifPresent(p -> lab.mongod(p).write(++number, ack -> {}));
      if (dice.happens(0.3)) {
        fault();
      }
    }
    lab.network.healAll();
    for (int i = 0; i < SIZE; i++) {
      Optional<SimMongod> mongod = lab.mongods.at(Lab.place(i));
      mongod.filter(SimMongod::frozen).ifPresent(SimMongod::thaw);
      if (mongod.isEmpty()) {
        lab.start(i);
      }
    }
    try {
      lab.until(lab::isWhole);
    } catch (AssertionError e) {
      violations.add("not whole within a minute");
    }
  }

  private void fault() {
    int i = dice.happens(0.5) ? lab.primary().orElse(0) : (int) dice.between(0, SIZE - 1);
    int other = (int) dice.between(0, SIZE - 1);
    Optional<SimMongod> mongod = lab.mongods.at(Lab.place(i));
    switch ((int) dice.between(0, 8)) {
      case 0, 1 -> mongod.ifPresent(m -> kill(i, m));
      case 2 -> mongod.ifPresent(m -> forAWhile(m::freeze, m::thaw));
      case 3 -> lab.network.cut(Lab.place(i), Lab.place(other));
      case 4 -> forAWhile(() -> isolate(i), lab.network::healAll);
      case 5 -> lab.network.weather(dice.between(0, 20) / 100.0, dice.between(5, 2_000));
      case 6 -> lab.primary().ifPresent(this::changeVotes);
      case 7 -> mongod.ifPresent(m -> m.stepUp(outcome -> {}));
      default -> lab.primary().ifPresent(p -> lab.mongod(p).stepDown(outcome -> {}));
    }
  }

  private void kill(int i, SimMongod mongod) {
    forAWhile(
        mongod::kill,
        () -> {
          if (lab.mongods.at(Lab.place(i)).isEmpty()) {
            lab.start(i);
          }
        });
  }

  private void forAWhile(Runnable begin, Runnable end) {
    begin.run();
    lab.timeline.after(dice.between(100, 25_000), end);
  }

  private void isolate(int i) {
    for (int other = 0; other < SIZE; other++) {
      lab.network.cut(Lab.place(i), Lab.place(other));
      lab.network.cut(Lab.place(other), Lab.place(i));
    }
  }

  private void changeVotes(int primary) {
    if (!(lab.mongod(primary).ask() instanceof Mongod.InSet in)) {
      return;
    }
    ReplicaSetConfig from = in.config();
    Member any = dice.oneOf(from.members());
    ReplicaSetConfig to = from.change(any.id(), m -> m.voting() ? m.with(0, 0) : m.with(1, 1));
    lab.mongod(primary).reconfig(from, to, outcome -> {});
  }

  @Override
  public void becamePrimary(SimMongod mongod, long term) {
    String before = winners.putIfAbsent(term, mongod.place());
    if (before != null && !before.equals(mongod.place())) {
      violations.add("term %d has two winners: %s and %s".formatted(term, before, mongod.place()));
    }
  }

  @Override
  public void becameWritable(SimMongod mongod, long term) {
    // An older primary may become writable late; it can't commit anything.
    boolean latest = winners.keySet().stream().allMatch(t -> t <= term);
    for (Entry entry : acknowledged) {
      if (latest && !mongod.volume().oplog().holds(entry)) {

        violations.add("lost " + entry + " at " + mongod.place() + " in term " + term);
      }
    }
  }

  @Override
  public void acknowledged(SimMongod primary, Entry entry) {
    acknowledged.add(entry);
  }

  @Override
  public void rolledBack(SimMongod mongod, Entry from, Entry to) {
    for (Entry entry : acknowledged) {
      if (from.holds(entry) && !to.holds(entry)) {
        violations.add("%s rolled back %s".formatted(mongod.place(), entry));
      }
    }
  }

  @Override
  public void configWritten(
      SimMongod mongod, ReplicaSetConfig from, ReplicaSetConfig to, boolean forced) {
    ConfigVersion version = to.version();
    if (!version.isNewerThan(from.version())) {
      violations.add(version + " is not newer than " + from.version());
    }
  }
}
