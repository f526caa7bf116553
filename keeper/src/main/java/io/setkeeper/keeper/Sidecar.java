package io.setkeeper.keeper;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.decision.Gate;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.keeper.gate.PreStop;
import io.setkeeper.keeper.http.Endpoints;
import io.setkeeper.keeper.http.Health;
import io.setkeeper.keeper.http.Reply;
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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of one keeper together and runs them. */
final class Sidecar {
  private static final Logger log = LoggerFactory.getLogger(Sidecar.class);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** The longest look and the longest reconfig together take less. */
  private static final Duration STUCK = Duration.ofMinutes(2);

  private static final int UNUSABLE = 2;

  private final Settings settings;
  private final KubernetesClient client;
  private final Shutdown shutdown;
  private final InstantSource clock = InstantSource.system();
  private final Bell bell = new Bell();
  private final OwnPod ownPod;
  private final Health health = new Health(clock, STUCK);
  private final PreStop gate;

  Sidecar(Settings settings, KubernetesClient client, Shutdown shutdown) {
    this.settings = settings;
    this.client = client;
    this.shutdown = shutdown;
    this.ownPod = new OwnPod(client, settings.namespace(), settings.pod());
    this.gate = new PreStop(ownPod::fate, Gate::answer, bell::ring, clock);
  }

  /** Runs until the process is told to end; the exit code. */
  int run() {
    settings.notes().forEach(log::info);
    log.info("Keeping the set of pod {}/{}", settings.namespace(), settings.pod());
    try (Endpoints endpoints = listen()) {
      log.info("Listening at {}", endpoints.address());
      return begin();
    } catch (IOException e) {
      log.error(
          "{}:{} can't be listened at ({}): set SETKEEPER_HTTP_PORT to a port that is free in this"
              + " pod",
          settings.http().host(),
          settings.http().port(),
          e.getMessage());
      return UNUSABLE;
    }
  }

  private Endpoints listen() throws IOException {
    return new Endpoints(
        new InetSocketAddress(settings.http().host(), settings.http().port()),
        Map.of(
            "/healthz", health::live,
            "/readyz", health::ready,
            "/prestop", () -> Reply.ok(gate.await())));
  }

  private int begin() {
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
          health.waitsFor(why);
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
    Policy defaults = Policy.of(setName);
    Policy policy = new Policy(setName, defaults.promotionLag(), settings.configServer());
    Herald herald = new Herald(ownPod);
    herald.start();
    Report report = new Report(herald);
    try (WatchedCluster cluster = new WatchedCluster(client, scope, bell::ring);
        Mongods mongods = new Mongods(bell::ring)) {
      PodWorld world =
          new PodWorld(
              new PodWorld.Own(settings.pod(), settings.ownMongod(), settings.configServer()),
              cluster,
              new Writes(client, scope, cluster, settings.pod(), clock),
              mongods);
      Ending ending = new Ending(ownPod::fate, shutdown::stay);
      List<Loop.Listener> listeners = List.of(report, health, gate, ending);
      Loop loop = new Loop(world, policy, clock, bell, settings.longestWait(), listeners);
      shutdown.onRequest(() -> ending.asked(loop::stop));
      loop.run();
    }
  }
}
