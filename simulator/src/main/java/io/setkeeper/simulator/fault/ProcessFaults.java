package io.setkeeper.simulator.fault;

import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.kubernetes.Sidecar;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.time.Dice;

/** What goes wrong on one machine: it is switched off, or what runs on it stands still. */
final class ProcessFaults {
  private final Turmoil turmoil;
  private final World world;
  private final Dice dice;

  ProcessFaults(Turmoil turmoil) {
    this.turmoil = turmoil;
    this.world = turmoil.world();
    this.dice = turmoil.dice();
  }

  void stick(PodRun pod) {
    long until = world.timeline().now() + dice.between(1_000, 40_000);
    turmoil.tell("the informers of %s show nothing new".formatted(pod.name()));
    world.keepers().in(pod.name()).ifPresent(keeper -> keeper.stickCaches(until));
  }

  void freeze(PodRun pod, boolean mongod, boolean keeper) {
    turmoil.tell(
        "%s stands still%s"
            .formatted(pod.name(), mongod && keeper ? "" : mongod ? ": mongod" : ": keeper"));
    if (mongod) {
      pod.mongod().ifPresent(SimMongod::freeze);
    }
    if (keeper) {
      pod.keeper().ifPresent(Sidecar::freeze);
    }
    turmoil.later(
        500,
        30_000,
        () -> {
          turmoil.tell(pod.name() + " goes on");
          thaw(pod);
        });
  }

  void thaw(PodRun pod) {
    pod.mongod().filter(SimMongod::frozen).ifPresent(SimMongod::thaw);
    pod.keeper().ifPresent(Sidecar::thaw);
  }

  void machineOff(PodRun pod) {
    world.nodes().powerOff(pod);
    boolean comesBack = dice.happens(0.5);
    turmoil.later(
        3_000,
        60_000,
        () -> {
          if (comesBack || !pod.lost()) {
            world.nodes().powerOn(pod);
          } else {
            world.nodes().forceDelete(pod);
          }
        });
  }
}
