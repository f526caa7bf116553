package io.setkeeper.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatefulSetViewTest {
  private static StatefulSetView.Known mongo(Map<String, String> annotations) {
    return new StatefulSetView.Known("mongo", 3, 0, false, true, annotations);
  }

  @Test
  void findsTheOrdinalInAMembersHost() {
    assertThat(mongo(Map.of()).ordinalOf(HostPort.parse("mongo-12.mongo.default.svc:27017")))
        .hasValue(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mongo.x", "mongo-x.mongo", "mongo-01.mongo", "other-0.mongo", "10.0.0.1"})
  void aHostOfSomebodyElseHasNoOrdinal(String host) {
    assertThat(mongo(Map.of()).ordinalOf(HostPort.parse(host))).isEmpty();
  }

  @Test
  void theSizeIsTheAnnotationsWhereItSays() {
    assertThat(mongo(Map.of(Annotations.SIZE, "5")).size()).isEqualTo(5);
  }

  @Test
  void aSizeThatIsNoNumberIsNotFollowed() {
    assertThat(mongo(Map.of(Annotations.SIZE, "many")).size()).isEqualTo(3);
  }
}
