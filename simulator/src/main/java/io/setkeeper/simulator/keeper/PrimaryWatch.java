package io.setkeeper.simulator.keeper;

import io.setkeeper.core.model.Pod;
import io.setkeeper.simulator.mongod.SimMongod;
import java.util.Optional;

/**
 * The connection that a follower's keeper keeps to the primary's mongod: it breaks when that
 * process ends. What a broken network does to it shows much later.
 */
final class PrimaryWatch {
  private final Surroundings around;
  private Optional<SimMongod> connected = Optional.empty();

  PrimaryWatch(Surroundings around) {
    this.around = around;
  }

  void watch(Optional<String> pod) {
    if (pod.isPresent() && !isAt(pod.get())) {
      connected = around.mongods().at(pod.get());
    }
  }

  boolean isAt(String place) {
    return connected.filter(mongod -> mongod.place().equals(place)).isPresent();
  }

  boolean broke(Pod primary) {
    return isAt(primary.name()) && !connected.orElseThrow().alive();
  }
}
