package io.setkeeper.simulator.keeper;

import io.setkeeper.core.decision.Policy;
import io.setkeeper.simulator.kubernetes.ApiServer;
import io.setkeeper.simulator.mongod.Mongods;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Network;
import io.setkeeper.simulator.time.Timeline;
import io.setkeeper.simulator.trace.Trace;
import java.util.List;

/**
 * What lies around every keeper.
 *
 * @param observers are told of what keepers decide and do, in this order
 */
public record Surroundings(
    Timeline timeline,
    Network network,
    Dice dice,
    Mongods mongods,
    ApiServer api,
    Trace trace,
    Policy policy,
    Twist twist,
    List<KeeperObserver> observers) {
  public Surroundings {
    observers = List.copyOf(observers);
  }
}
