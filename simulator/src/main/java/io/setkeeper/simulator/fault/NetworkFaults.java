package io.setkeeper.simulator.fault;

import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Network;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong between machines: partitions, lost and slow messages, the API server away. */
final class NetworkFaults {
  private final Turmoil turmoil;
  private final World world;
  private final Dice dice;

  NetworkFaults(Turmoil turmoil) {
    this.turmoil = turmoil;
    this.world = turmoil.world();
    this.dice = turmoil.dice();
  }

  void partition(List<PodRun> pods) {
    List<String> one = new ArrayList<>();
    List<String> other = new ArrayList<>();
    pods.forEach(pod -> (dice.happens(0.5) ? one : other).add(pod.name()));
    if (dice.happens(0.5)) {
      (dice.happens(0.5) ? one : other).add(Network.API);
    }
    if (!isSplit(one, other)) {
      return;
    }
    turmoil.tell("partition: %s | %s".formatted(one, other));
    for (String here : one) {
      for (String there : other) {
        cut(here, there);
        cut(there, here);
      }
    }
    turmoil.later(
        2_000,
        40_000,
        () -> {
          turmoil.tell("partition ends: %s | %s".formatted(one, other));
          for (String here : one) {
            for (String there : other) {
              world.network().heal(here, there);
              world.network().heal(there, here);
            }
          }
        });
  }

  /** A side that chance left empty gets somebody of the other, where there are two. */
  private static boolean isSplit(List<String> one, List<String> other) {
    List<String> empty = one.isEmpty() ? one : other;
    List<String> full = one.isEmpty() ? other : one;
    if (empty.isEmpty() && full.size() > 1) {
      empty.add(full.removeFirst());
    }
    return !empty.isEmpty();
  }

  void oneWay(String from, String to) {
    if (!from.equals(to)) {
      turmoil.tell("nothing gets from %s to %s".formatted(from, to));
      cut(from, to);
      turmoil.later(
          2_000,
          40_000,
          () -> {
            turmoil.tell("%s reaches %s again".formatted(from, to));
            world.network().heal(from, to);
          });
    }
  }

  private void cut(String from, String to) {
    world.network().cut(from, to);
  }

  void weather() {
    double loss = dice.oneOf(List.of(0.01, 0.05, 0.2));
    long slow = dice.oneOf(List.of(20L, 200L, 2_000L));
    turmoil.tell(
        "messages take up to %d ms, and %d in 100 are lost".formatted(slow, (int) (loss * 100)));
    world.network().weather(loss, slow);
    turmoil.later(
        3_000,
        30_000,
        () -> {
          turmoil.tell("messages are quick again");
          world.network().weather(0, 5);
        });
  }

  void apiAway() {
    turmoil.tell("the API server is away");
    world.api().down();
    turmoil.later(
        1_000,
        30_000,
        () -> {
          turmoil.tell("the API server is back");
          world.api().up();
        });
  }

  void apiCut(String pod) {
    String from = dice.happens(0.5) ? pod : Network.API;
    String to = from.equals(pod) ? Network.API : pod;
    oneWay(from, to);
  }
}
