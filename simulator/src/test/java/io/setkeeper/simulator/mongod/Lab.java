package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Network;
import io.setkeeper.simulator.time.Timeline;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Some modelled mongods in virtual time, and what a test does with them. */
final class Lab {
  final Timeline timeline = new Timeline();
  final Network network;
  final Trace trace = Trace.recording();
  final Mongods mongods;
  final List<Volume> volumes;
  private long writes;

  Lab(int size) {
    this(size, 1);
  }

  Lab(int size, long seed) {
    Dice dice = new Dice(seed);
    network = new Network(timeline, dice.split());
    mongods = new Mongods(timeline, network, dice.split(), trace, Timing.DEFAULT);
    volumes = new ArrayList<>(IntStream.range(0, size).mapToObj(i -> new Volume("d" + i)).toList());
    for (int i = 0; i < size; i++) {
      mongods.name(host(i), place(i));
      start(i);
    }
    pass(1_000);
  }

  static String place(int i) {
    return "mongo-" + i;
  }

  static HostPort host(int i) {
    return new HostPort("mongo-" + i + ".mongo.default.svc.cluster.local", 27017);
  }

  static Member voter(int i) {
    return Member.voter(i, host(i));
  }

  /** A set of voters of which the first was initiated, whole. */
  static Lab whole(int size) {
    return whole(size, 1);
  }

  static Lab whole(int size, long seed) {
    Lab lab = new Lab(size, seed);
    Outcome outcome = lab.initiate(IntStream.range(0, size).mapToObj(Lab::voter).toList());
    if (!(outcome instanceof Outcome.Done)) {
      throw new AssertionError(outcome);
    }
    lab.until(lab::isWhole);
    return lab;
  }

  void start(int i) {
    mongods.start(place(i), volumes.get(i));
  }

  SimMongod mongod(int i) {
    return mongods.at(place(i)).orElseThrow();
  }

  Mongod.InSet ask(int i) {
    return (Mongod.InSet) mongod(i).ask();
  }

  Outcome initiate(List<Member> members) {
    return outcome(then -> mongod(0).initiate(ReplicaSetConfig.initial("rs0", members), then));
  }

  Outcome reconfig(int i, UnaryOperator<ReplicaSetConfig> change) {
    ReplicaSetConfig from = ask(i).config();
    return outcome(then -> mongod(i).reconfig(from, change.apply(from), then));
  }

  Outcome outcome(Consumer<Consumer<Outcome>> order) {
    AtomicReference<Optional<Outcome>> answer = new AtomicReference<>(Optional.empty());
    order.accept(outcome -> answer.set(Optional.of(outcome)));
    until(() -> answer.get().isPresent());
    return answer.get().orElseThrow();
  }

  /** Writes with majority, and tells what came of it within some time; empty when nothing did. */
  Optional<Ack> write(int i, long patience) {
    AtomicReference<Optional<Ack>> answer = new AtomicReference<>(Optional.empty());
    mongod(i).write(++writes, ack -> answer.set(Optional.of(ack)));
    long end = timeline.now() + patience;
    while (answer.get().isEmpty() && timeline.step(end)) {}
    return answer.get();
  }

  void pass(long millis) {
    long end = timeline.now() + millis;
    while (timeline.step(end)) {}
  }

  /** Lets time pass until something holds, a minute at most; how long it took. */
  long until(BooleanSupplier holds) {
    long begin = timeline.now();
    while (!holds.getAsBoolean()) {
      if (timeline.now() - begin > 60_000 || !timeline.step(begin + 60_001)) {
        throw new AssertionError("it did not come to that: " + trace.events());
      }
    }
    return timeline.now() - begin;
  }

  Optional<Integer> primary() {
    return IntStream.range(0, volumes.size())
        .filter(i -> mongods.at(place(i)).filter(m -> m.writable() && !m.frozen()).isPresent())
        .boxed()
        .findFirst();
  }

  boolean isWhole() {
    return primary()
        .filter(
            p ->
                ask(p).committed()
                    && ask(p).peers().stream()
                        .allMatch(
                            peer ->
                                peer.state() == MemberState.PRIMARY
                                    || peer.state() == MemberState.SECONDARY
                                    || peer.state() == MemberState.ARBITER))
        .isPresent();
  }
}
