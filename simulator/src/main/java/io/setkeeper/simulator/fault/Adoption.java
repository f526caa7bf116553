package io.setkeeper.simulator.fault;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Network;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A set that a person, or the old sidecar, has made before Setkeeper comes: paused until then,
 * named by pod IP or by names, with {@code _id}s of its own.
 */
public final class Adoption {
  /** So long nothing goes wrong, in milliseconds: what nobody has synced yet nobody can adopt. */
  public static final long QUIET = 20_000;

  private static final long HIDDEN = 15_000;
  private static final int MOST_VOTERS = 7;

  private final World world;
  private final boolean byAddress;
  private final boolean withoutTheFirst;
  private final int firstId;
  private boolean initiated;

  public Adoption(World world, Dice dice) {
    this.world = world;
    this.byAddress = dice.happens(0.6);
    this.withoutTheFirst = dice.happens(0.3);
    this.firstId = dice.oneOf(List.of(0, 0, 10));
    world.timeline().after(dice.between(3_000, 9_000), this::initiate);
    long adopted = dice.between(12_000, 70_000);
    world
        .timeline()
        .after(
            adopted,
            () -> world.api().order("the keepers may act", People.wish(People.paused(false))));
    if (withoutTheFirst && dice.happens(0.5)) {
      world.timeline().after(adopted - 1_000, this::hideTheSet);
    }
  }

  /** The first pod is empty, and the only one that the API server and the network show to it. */
  private void hideTheSet() {
    List<String> first = List.of(Names.pod(0), Network.API);
    List<String> others =
        world.nodes().pods().stream().filter(p -> p.ordinal() > 0).map(PodRun::name).toList();
    world
        .trace()
        .add(
            world.timeline().now(),
            "world",
            Trace.Kind.FAULT,
            "partition: %s | %s".formatted(first, others));
    for (String here : first) {
      for (String there : others) {
        world.network().cut(here, there);
        world.network().cut(there, here);
      }
    }
    world
        .timeline()
        .after(
            HIDDEN,
            () -> {
              for (String here : first) {
                for (String there : others) {
                  world.network().heal(here, there);
                  world.network().heal(there, here);
                }
              }
            });
  }

  private void initiate() {
    List<PodRun> running =
        world.nodes().pods().stream().filter(p -> p.mongod().isPresent()).toList();
    List<Member> members = new ArrayList<>();
    if (withoutTheFirst && running.size() > 1) {
      running = running.subList(1, running.size());
    }
    for (PodRun pod : running) {
      Optional<String> ip = world.api().state().pod(pod.name()).flatMap(p -> p.address());
      if (members.size() < MOST_VOTERS && (ip.isPresent() || !byAddress)) {
        members.add(
            Member.voter(
                firstId + members.size(),
                byAddress ? Names.at(ip.orElseThrow()) : Names.host(pod.ordinal())));
      }
    }
    if (!members.isEmpty() && !initiated) {
      initiated = true;
      running
          .getFirst()
          .mongod()
          .orElseThrow()
          .initiate(ReplicaSetConfig.initial(Names.SET, members), outcome -> {});
    }
  }
}
