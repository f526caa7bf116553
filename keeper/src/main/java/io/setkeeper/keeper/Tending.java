package io.setkeeper.keeper;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.keeper.gate.ArbiterRule;
import io.setkeeper.keeper.look.Names;
import io.setkeeper.keeper.look.PodWorld;
import io.setkeeper.keeper.loop.Bell;
import io.setkeeper.keeper.loop.Loop;
import io.setkeeper.keeper.metrics.Meters;
import io.setkeeper.keeper.settings.Settings;
import io.setkeeper.kubernetes.Events;
import io.setkeeper.kubernetes.OwnPod;
import io.setkeeper.kubernetes.SetScope;
import io.setkeeper.kubernetes.WatchedCluster;
import io.setkeeper.kubernetes.Writes;
import io.setkeeper.mongodb.Mongods;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Puts the parts of one set's loop together and runs it. */
record Tending(
    Settings settings,
    KubernetesClient client,
    SetScope scope,
    String setName,
    InstantSource clock,
    InstantSource steady,
    Bell bell) {

  /**
   * Runs until the keeper is told to end.
   *
   * @param gate learns whether the own mongod is an arbiter
   * @param others are told of every step, before it is seen whether the keeper ends
   */
  void run(
      Shutdown shutdown, OwnPod ownPod, Meters meters, ArbiterRule gate, Loop.Listener... others)
      throws UnusableAccess {
    Names names = new Names(settings.ownMongod(), scope.host(settings.pod()).host());
    try (Mongods mongods = mongods(names);
        WatchedCluster cluster = new WatchedCluster(client, scope, bell::ring)) {
      gate.learn(() -> mongods.isArbiter(settings.ownMongod()));
      PodWorld world =
          new PodWorld(
              new PodWorld.Own(settings.pod(), settings.ownMongod(), settings.configServer()),
              cluster,
              new Writes(client, scope, cluster, settings.pod(), clock),
              mongods,
              names);
      Ending ending = new Ending(ownPod::fate, shutdown::stay);
      List<Loop.Listener> listeners = new ArrayList<>();
      listeners.add(report(ownPod, meters));
      listeners.add(meters);
      listeners.addAll(List.of(others));
      listeners.add(userCreation(mongods));
      listeners.add(ending);
      Loop loop = new Loop(world, policy(), clock, steady, bell, settings.longestWait(), listeners);
      shutdown.onRequest(() -> ending.asked(loop::stop));
      loop.run();
    }
  }

  private Mongods mongods(Names names) throws UnusableAccess {
    try {
      return new Mongods(settings.access(), names::of, bell::ring);
    } catch (IllegalArgumentException e) {
      throw new UnusableAccess(e);
    }
  }

  private Policy policy() {
    return new Policy(setName, Policy.of(setName).promotionLag(), settings.configServer());
  }

  private Report report(OwnPod ownPod, Meters meters) {
    Events events = new Events(client, scope.namespace(), settings.pod(), clock);
    Chronicle chronicle =
        new Chronicle(
            note ->
                events.onStatefulSet(
                    scope.statefulSet(),
                    note.warning() ? Events.Type.WARNING : Events.Type.NORMAL,
                    note.rule(),
                    note.text()));
    Herald herald = new Herald(ownPod, () -> meters.refused("pod-metadata"));
    herald.start();
    chronicle.start();
    return new Report(herald, chronicle);
  }

  private UserCreation userCreation(Mongods mongods) {
    return new UserCreation(
        () -> mongods.lacksUser(settings.ownMongod()),
        () -> mongods.ensureUser(settings.ownMongod()));
  }
}
