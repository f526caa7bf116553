package io.setkeeper.keeper.metrics;

import static io.setkeeper.core.model.MemberState.DOWN;
import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.keeper.Sets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetersTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T07:00:00Z");

  private Instant now = BEGIN;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry, () -> now, () -> 1);

  private void step(Mongod own) {
    meters.taken(Sets.rests(Sets.snapshot(Sets.pods(), own)), now);
  }

  @Test
  void theSetIsShownAsTheLastStepSawIt() {
    step(Sets.inSet(0, PRIMARY, SECONDARY, DOWN));
    assertThat(registry.scrape())
        .contains("setkeeper_members 3.0")
        .contains("setkeeper_voters 3.0")
        .contains("setkeeper_voters_healthy 2.0")
        .contains("setkeeper_primary_known 1.0")
        .contains("setkeeper_config_term 1.0")
        .contains("setkeeper_config_version 5.0");
  }

  @Test
  void aMongodThatDoesNotAnswerKnowsNoPrimary() {
    step(Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY));
    step(new Mongod.Unknown("Connection refused", true));
    assertThat(registry.scrape()).contains("setkeeper_primary_known 0.0");
  }

  @Test
  void decisionsAreCountedByRuleAndKindAndActionsByOutcome() {
    step(Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY));
    Mongod own = Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY);
    meters.taken(Sets.stepsDown(Sets.snapshot(Sets.pods(), own)), now);
    assertThat(registry.scrape())
        .contains("setkeeper_decisions_total{kind=\"rest\",rule=\"rule\"} 1.0")
        .contains("setkeeper_decisions_total{kind=\"act\",rule=\"leaving\"} 1.0")
        .contains("setkeeper_actions_total{action=\"step-down\",outcome=\"done\"} 1.0")
        .contains("setkeeper_steps_seconds_count 2");
  }

  @Test
  void theTimeSinceTheLastStepIsShown() {
    step(Sets.inSet(0, PRIMARY));
    now = BEGIN.plusSeconds(7);
    assertThat(registry.scrape()).contains("setkeeper_last_step_age_seconds 7.0");
  }

  @Test
  void whoWaitsAtTheGateAndWhatTheApiServerRefusedIsShown() {
    meters.refused("pod-metadata");
    assertThat(registry.scrape())
        .contains("setkeeper_gate_waiting 1.0")
        .contains("setkeeper_api_refusals_total{what=\"pod-metadata\"} 1.0");
  }
}
