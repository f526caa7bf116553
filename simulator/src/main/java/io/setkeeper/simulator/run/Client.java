package io.setkeeper.simulator.run;

import io.setkeeper.simulator.kubernetes.Nodes;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Timeline;
import java.util.List;
import java.util.Optional;

/** An application: writes with {@code w: "majority"} all the time, to whoever takes writes. */
final class Client {
  private static final long QUICKEST = 200;
  private static final long SLOWEST = 1_000;

  private final Nodes nodes;
  private final Timeline timeline;
  private final Dice dice;
  private long number;

  Client(Nodes nodes, Timeline timeline, Dice dice) {
    this.nodes = nodes;
    this.timeline = timeline;
    this.dice = dice;
    next();
  }

  private void next() {
    timeline.after(dice.between(QUICKEST, SLOWEST), this::write);
  }

  private void write() {
    List<SimMongod> primaries =
        nodes.pods().stream()
            .map(PodRun::mongod)
            .flatMap(Optional::stream)
            .filter(mongod -> mongod.writable() && !mongod.frozen())
            .toList();
    if (!primaries.isEmpty()) {
      dice.oneOf(primaries).write(++number, ack -> {});
    }
    next();
  }
}
