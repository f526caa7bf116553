package io.setkeeper.keeper.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class EntryTest {
  private static final LogContext NOTHING =
      new LogContext(Optional.empty(), Optional.empty(), Optional.empty());
  private static final LogContext ALL =
      new LogContext(
          Optional.of("rs0"), Optional.of("mongo-1"), Optional.of(new ConfigVersion(3, 17)));

  private static Entry entry(LogContext context, String message, @Nullable String error) {
    return new Entry(
        Instant.parse("2026-11-23T07:00:00.250Z"), Level.WARN, context, "Report", message, error);
  }

  @Test
  void aLineOfTextCarriesSetPodAndConfig() {
    assertThat(entry(ALL, "Adding mongo-2", null).text())
        .isEqualTo("2026-11-23T07:00:00.250Z WARN rs0 mongo-1 3/17 - Adding mongo-2");
  }

  @Test
  void whatIsNotKnownYetIsLeftOut() {
    assertThat(entry(NOTHING, "Waiting", null).text())
        .isEqualTo("2026-11-23T07:00:00.250Z WARN - Waiting");
    assertThat(entry(NOTHING, "Waiting", null).json())
        .isEqualTo(
            "{\"time\":\"2026-11-23T07:00:00.250Z\",\"level\":\"WARN\",\"logger\":\"Report\","
                + "\"message\":\"Waiting\"}");
  }

  @Test
  void aJsonObjectCarriesThemAsFields() {
    assertThat(entry(ALL, "Adding mongo-2", null).json())
        .contains("\"set\":\"rs0\",\"pod\":\"mongo-1\",\"term\":3,\"version\":17,");
  }

  @Test
  void aJsonObjectIsOneLineWhateverIsSaid() {
    assertThat(entry(NOTHING, "a \"b\"\\\n  because\tc\u0001", "at d\nat e").json())
        .endsWith(
            "\"message\":\"a \\\"b\\\"\\\\\\n  because\\tc\\u0001\",\"error\":\"at d\\nat e\"}");
  }
}
