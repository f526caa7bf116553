package io.setkeeper.keeper.metrics;

import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.keeper.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page has every metric that a keeper shows, with its type, and no other. */
class MetricsTableTest {
  private static final Path DOCS = Path.of("..", "docs", "keeper.md");
  private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
  private static final Pattern SHOWN = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(setkeeper_\\w+)`[^|]*\\| (\\w+) ");

  private static Map<String, String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .collect(
            toMap(row -> row.group(1), row -> row.group(2), (one, other) -> one, TreeMap::new));
  }

  @Test
  void thePageIsInStep() throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Meters meters = new Meters(registry, () -> NOW, () -> 0);
    Snapshot snapshot = Sets.snapshot(Sets.pods(), Sets.inSet(0, PRIMARY, SECONDARY));
    meters.taken(Sets.stepsDown(snapshot), NOW);
    meters.refused("pod-metadata");

    assertThat(found(ROW, Files.readString(DOCS))).isEqualTo(found(SHOWN, registry.scrape()));
  }
}
