package io.setkeeper.keeper;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.setkeeper.core.decision.Gate;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.keeper.gate.ArbiterRule;
import io.setkeeper.keeper.gate.PreStop;
import io.setkeeper.keeper.http.Endpoints;
import io.setkeeper.keeper.http.Health;
import io.setkeeper.keeper.http.Reply;
import io.setkeeper.keeper.log.LogContext;
import io.setkeeper.keeper.loop.Bell;
import io.setkeeper.keeper.loop.SteadyClock;
import io.setkeeper.keeper.metrics.Meters;
import io.setkeeper.keeper.settings.Settings;
import io.setkeeper.kubernetes.Identity;
import io.setkeeper.kubernetes.OwnPod;
import io.setkeeper.kubernetes.SetScope;
import io.setkeeper.kubernetes.SetScopes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A keeper's process: listens, finds out which set its pod belongs to, and keeps it. */
final class Sidecar {
  private static final Logger log = LoggerFactory.getLogger(Sidecar.class);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
  private static final int UNUSABLE = 2;

  private final Settings settings;
  private final KubernetesClient client;
  private final Shutdown shutdown;
  private final InstantSource clock = InstantSource.system();
  private final InstantSource steady = SteadyClock.system();
  private final Bell bell = new Bell();
  private final OwnPod ownPod;
  private final Health health;
  private final ArbiterRule rule = new ArbiterRule(Gate::answer);
  private final PreStop gate;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters;
  private String complaint = "";

  Sidecar(Settings settings, KubernetesClient client, Shutdown shutdown) {
    this.settings = settings;
    this.client = client;
    this.shutdown = shutdown;
    this.ownPod = new OwnPod(client, settings.namespace(), settings.pod());
    this.health = new Health(steady, settings.stuckAfter());
    this.gate = new PreStop(ownPod::fate, rule, bell::ring, steady);
    this.meters = new Meters(registry, steady, gate::waiting);
  }

  /** Runs until the process is told to end; the exit code. */
  int run() {
    settings.notes().forEach(log::info);
    log.info("Keeping the set of pod {}/{}", settings.namespace(), settings.pod());
    if (settings.http().isEmpty()) {
      log.info("Listening nowhere (SETKEEPER_HTTP_PORT is 0): mongod has no preStop gate");
      return begin();
    }
    HostPort http = settings.http().get();
    try (Endpoints endpoints = listen(http)) {
      log.info("Listening at {}", endpoints.address());
      return begin();
    } catch (IOException e) {
      log.error(
          "{} can't be listened at ({}): if a second keeper in this pod has it, take one of the two out"
              + " of the StatefulSet; else set SETKEEPER_HTTP_PORT to a port that is free in this"
              + " pod",
          http,
          e.getMessage());
      return UNUSABLE;
    }
  }

  private Endpoints listen(HostPort http) throws IOException {
    return new Endpoints(
        new InetSocketAddress(http.host(), http.port()),
        Map.of(
            "/healthz",
            health::live,
            "/readyz",
            health::ready,
            "/metrics",
            () -> new Reply(200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape()),
            "/prestop",
            () -> Reply.ok(gate.await())));
  }

  private int begin() {
    while (!shutdown.asked()) {
      switch (Identity.of(client, settings.namespace(), settings.pod(), settings.podLabels())) {
        case Identity.Known(String statefulSet, String setName) -> {
          LogContext.keeping(setName);
          Optional<SetScope> scope = scope(statefulSet);
          if (scope.isPresent()) {
            return keep(scope.get(), setName);
          }
        }
        case Identity.None(String why) -> {
          log.error(why);
          return UNUSABLE;
        }
        case Identity.NotYet(String why) -> complain(why);
      }
      shutdown.await(ASK_AGAIN);
    }
    return 0;
  }

  private void complain(String why) {
    if (!why.equals(complaint)) {
      log.warn("Waiting: {}", why);
      meters.refused("identity");
      complaint = why;
    }
    health.waitsFor(why);
  }

  /** Empty while the StatefulSet is to tell its Service, and can't be read. */
  private Optional<SetScope> scope(String statefulSet) {
    Optional<String> service = settings.service();
    if (service.isEmpty()) {
      try {
        service = SetScopes.of(client, settings.namespace(), statefulSet).map(SetScope::service);
        if (service.isEmpty()) {
          complain("there is no StatefulSet " + statefulSet);
        }
      } catch (IllegalStateException e) {
        complain(String.valueOf(e.getMessage()));
      }
    }
    return service.map(
        name ->
            new SetScope(
                settings.namespace(),
                statefulSet,
                settings.podLabels(),
                name,
                settings.domain(),
                settings.port()));
  }

  private int keep(SetScope scope, String setName) {
    Tending tending = new Tending(settings, client, scope, setName, clock, steady, bell);
    try {
      tending.run(shutdown, ownPod, meters, rule, health, gate);
      return 0;
    } catch (UnusableAccess e) {
      log.error(e.getMessage());
      return UNUSABLE;
    }
  }
}
