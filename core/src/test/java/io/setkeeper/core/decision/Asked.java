package io.setkeeper.core.decision;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.Wishes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a person asks by annotations, one thing at a time. */
final class Asked {
  private Asked() {}

  static Wishes pause() {
    return new Wishes(
        true,
        OptionalInt.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of());
  }

  static Wishes member(int ordinal, MemberSettings settings) {
    return new Wishes(
        false,
        OptionalInt.empty(),
        Map.of(ordinal, settings),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of());
  }

  static Wishes recoverFrom(String order) {
    return new Wishes(
        false,
        OptionalInt.empty(),
        Map.of(),
        Optional.of(RecoverFrom.parse(order)),
        Optional.empty(),
        Set.of(),
        List.of());
  }

  static Wishes startAfresh(String identity) {
    return new Wishes(
        false,
        OptionalInt.empty(),
        Map.of(),
        Optional.empty(),
        Optional.of(identity),
        Set.of(),
        List.of());
  }

  static Wishes removalOf(String host) {
    return new Wishes(
        false,
        OptionalInt.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(HostPort.parse(host)),
        List.of());
  }

  static Wishes unreadable(String annotation) {
    return new Wishes(
        false,
        OptionalInt.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of(new Wishes.Fault(annotation, "it is no JSON")));
  }
}
