package io.setkeeper.keeper;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.keeper.look.PodWorld;
import io.setkeeper.keeper.loop.Bell;
import io.setkeeper.keeper.loop.Loop;
import io.setkeeper.keeper.settings.Settings;
import io.setkeeper.kubernetes.Identity;
import io.setkeeper.kubernetes.OwnPod;
import io.setkeeper.kubernetes.SetScope;
import io.setkeeper.kubernetes.WatchedCluster;
import io.setkeeper.kubernetes.Writes;
import io.setkeeper.mongodb.Mongods;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of one keeper together and runs them. */
final class Sidecar {
  private static final Logger log = LoggerFactory.getLogger(Sidecar.class);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
  private static final int UNUSABLE = 2;

  private final Settings settings;
  private final KubernetesClient client;
  private final Shutdown shutdown;

  Sidecar(Settings settings, KubernetesClient client, Shutdown shutdown) {
    this.settings = settings;
    this.client = client;
    this.shutdown = shutdown;
  }

  /** Runs until the process is told to end; the exit code. */
  int run() {
    settings.notes().forEach(log::info);
    log.info("Keeping the set of pod {}/{}", settings.namespace(), settings.pod());
    String complaint = "";
    while (!shutdown.asked()) {
      switch (Identity.of(client, settings.namespace(), settings.pod())) {
        case Identity.Known(String statefulSet, String setName) -> {
          keep(statefulSet, setName);
          return 0;
        }
        case Identity.None(String why) -> {
          log.error(why);
          return UNUSABLE;
        }
        case Identity.NotYet(String why) -> {
          if (!why.equals(complaint)) {
            log.warn("Waiting: {}", why);
            complaint = why;
          }
          shutdown.await(ASK_AGAIN);
        }
      }
    }
    return 0;
  }

  private void keep(String statefulSet, String setName) {
    SetScope scope =
        new SetScope(
            settings.namespace(),
            statefulSet,
            settings.podLabels(),
            settings.service(),
            settings.domain(),
            settings.port());
    Bell bell = new Bell();
    InstantSource clock = InstantSource.system();
    Policy defaults = Policy.of(setName);
    Policy policy = new Policy(setName, defaults.promotionLag(), settings.configServer());
    Herald herald = new Herald(new OwnPod(client, settings.namespace(), settings.pod()));
    herald.start();
    try (WatchedCluster cluster = new WatchedCluster(client, scope, bell::ring);
        Mongods mongods = new Mongods(bell::ring)) {
      PodWorld world =
          new PodWorld(
              new PodWorld.Own(settings.pod(), settings.ownMongod(), settings.configServer()),
              cluster,
              new Writes(client, scope, cluster, settings.pod(), clock),
              mongods);
      Loop loop = new Loop(world, policy, clock, bell, settings.longestWait(), new Report(herald));
      shutdown.onRequest(loop::stop);
      loop.run();
    }
  }
}
