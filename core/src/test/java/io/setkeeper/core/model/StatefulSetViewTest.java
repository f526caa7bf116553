package io.setkeeper.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatefulSetViewTest {
  private static StatefulSetView.Known mongo(Wishes wishes) {
    return new StatefulSetView.Known("default", "mongo", 3, 0, false, true, wishes);
  }

  @Test
  void findsTheOrdinalInAMembersHost() {
    assertThat(mongo(Wishes.NONE).ordinalOf(HostPort.parse("mongo-12.mongo.default.svc:27017")))
        .hasValue(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mongo.x", "mongo-x.mongo", "mongo-01.mongo", "other-0.mongo", "10.0.0.1"})
  void aHostOfSomebodyElseHasNoOrdinal(String host) {
    assertThat(mongo(Wishes.NONE).ordinalOf(HostPort.parse(host))).isEmpty();
  }

  @Test
  void theSizeIsTheAnnotationsWhereItSays() {
    assertThat(mongo(asking(OptionalInt.of(5), List.of())).size()).isEqualTo(5);
  }

  @Test
  void aSizeThatCantBeUnderstoodRemovesNobody() {
    Wishes.Fault fault = new Wishes.Fault(Annotations.SIZE, "'many' is no number");

    assertThat(mongo(asking(OptionalInt.empty(), List.of(fault))).rules()).isFalse();
  }

  private static Wishes asking(OptionalInt size, List<Wishes.Fault> faults) {
    return new Wishes(false, size, Map.of(), Optional.empty(), Optional.empty(), Set.of(), faults);
  }
}
