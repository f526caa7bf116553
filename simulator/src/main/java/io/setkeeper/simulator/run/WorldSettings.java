package io.setkeeper.simulator.run;

import io.setkeeper.core.model.Wishes;
import io.setkeeper.simulator.keeper.Twist;
import io.setkeeper.simulator.kubernetes.Nodes;
import io.setkeeper.simulator.mongod.Timing;
import io.setkeeper.simulator.time.Dice;
import java.time.Duration;
import java.util.List;

/**
 * How a world begins.
 *
 * @param replicas {@code spec.replicas}
 * @param ordered podManagementPolicy OrderedReady, else Parallel
 * @param wishes the StatefulSet's annotations
 * @param mostSkew by how many milliseconds a keeper's clock may be wrong
 */
public record WorldSettings(
    int replicas,
    boolean ordered,
    Wishes wishes,
    Nodes.Settings nodes,
    Timing timing,
    long mostSkew,
    Twist twist) {

  /** Three members in order, everything as it should be. */
  public static WorldSettings calm() {
    return new WorldSettings(
        3,
        true,
        Wishes.NONE,
        new Nodes.Settings(Duration.ofSeconds(30), true, 300, 900, 0),
        Timing.DEFAULT,
        0,
        Twist.NONE);
  }

  /** Worlds as they are. */
  static WorldSettings thrown(Dice dice, Wishes wishes, Twist twist) {
    boolean muchData = dice.happens(0.3);
    Timing usual = Timing.DEFAULT;
    Timing timing =
        new Timing(
            usual.heartbeatInterval(),
            usual.heartbeatTimeout(),
            usual.electionTimeout(),
            dice.between(200, 2_000),
            dice.between(100, 1_000),
            usual.quickestInitialSync(),
            muchData ? 12_000 : usual.slowestInitialSync());
    long slowestStart = dice.oneOf(List.of(500L, 2_000L, 6_000L));
    return new WorldSettings(
        dice.oneOf(List.of(1, 2, 3, 3, 3, 3, 4, 5, 5, 6, 7, 8)),
        dice.happens(0.5),
        wishes,
        new Nodes.Settings(
            Duration.ofSeconds(dice.oneOf(List.of(10L, 30L, 30L, 60L))),
            dice.happens(0.7),
            200,
            slowestStart,
            dice.happens(0.2) ? 0.3 : 0),
        timing,
        dice.happens(0.5) ? 0 : 120_000,
        twist);
  }

  public WorldSettings replicas(int wanted) {
    return new WorldSettings(wanted, ordered, wishes, nodes, timing, mostSkew, twist);
  }

  public WorldSettings inParallel() {
    return new WorldSettings(replicas, false, wishes, nodes, timing, mostSkew, twist);
  }

  public WorldSettings wishing(Wishes asked) {
    return new WorldSettings(replicas, ordered, asked, nodes, timing, mostSkew, twist);
  }

  public WorldSettings withoutHook() {
    Nodes.Settings bare =
        new Nodes.Settings(
            nodes.grace(), false, nodes.quickestStart(), nodes.slowestStart(), nodes.slowNames());
    return new WorldSettings(replicas, ordered, wishes, bare, timing, mostSkew, twist);
  }

  public WorldSettings twisted(Twist how) {
    return new WorldSettings(replicas, ordered, wishes, nodes, timing, mostSkew, how);
  }
}
