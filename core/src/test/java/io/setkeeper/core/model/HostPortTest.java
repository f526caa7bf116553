package io.setkeeper.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "mongo-0.mongo.default.svc.cluster.local:27017, mongo-0.mongo.default.svc.cluster.local, 27017",
    "10.1.2.3:27018, 10.1.2.3, 27018",
    "mongo-0, mongo-0, 27017",
    "[::1]:27018, [::1], 27018",
    "[::1], [::1], 27017"
  })
  void readsWhatAConfigMayHold(String text, String host, int port) {
    assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port));
  }

  @Test
  void writesWhatAConfigHolds() {
    assertThat(HostPort.parse("mongo-0:27018")).hasToString("mongo-0:27018");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":27017", "mongo-0:", "mongo-0:0", "mongo-0:70000", "mongo-0:x"})
  void refusesWhatNoConfigMayHold(String text) {
    assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
