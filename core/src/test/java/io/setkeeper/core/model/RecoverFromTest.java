package io.setkeeper.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoverFromTest {
  @Test
  void readsSurvivorVersionAndThoseGivenUp() {
    assertThat(RecoverFrom.parse("mongo-2@3/17 without mongo-0, 10.0.0.1:27017"))
        .isEqualTo(
            new RecoverFrom(
                "mongo-2", new ConfigVersion(3, 17), List.of("mongo-0", "10.0.0.1:27017")));
  }

  @Test
  void readsTheVersionOfAForcedConfig() {
    assertThat(RecoverFrom.parse("mongo-2@-1/10017 without mongo-0").version())
        .isEqualTo(new ConfigVersion(-1, 10017));
  }

  @Test
  void readsWhatItWrites() {
    RecoverFrom order = RecoverFrom.parse("  mongo-2@3/17   without mongo-0 , mongo-1 ");
    assertThat(RecoverFrom.parse(order.toString())).isEqualTo(order);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mongo-2",
        "mongo-2@3",
        "mongo-2@3/17",
        "mongo-2@3/17 without",
        "mongo-2@3/17 without ,",
        "mongo-2@x/17 without mongo-0",
        "@3/17 without mongo-0",
        "mongo-2@3/17 with mongo-0",
        "mongo-2@3/99999999999999999999 without mongo-0"
      })
  void refusesWhatIsNoOrder(String text) {
    assertThatThrownBy(() -> RecoverFrom.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
