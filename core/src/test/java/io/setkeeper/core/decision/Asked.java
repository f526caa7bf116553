package io.setkeeper.core.decision;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.Wishes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What a person asks by annotations, one thing at a time. */
final class Asked {
  private Asked() {}

  static Wishes pause() {
    return wishes(true, OptionalInt.empty(), Map.of());
  }

  static Wishes size(int size) {
    return wishes(false, OptionalInt.of(size), Map.of());
  }

  static Wishes member(int ordinal, MemberSettings settings) {
    return members(Map.of(ordinal, settings));
  }

  static Wishes members(Map<Integer, MemberSettings> settings) {
    return wishes(false, OptionalInt.empty(), settings);
  }

  static Wishes votes(int ordinal, int votes) {
    return member(
        ordinal, settings(OptionalInt.of(votes), OptionalDouble.empty(), Optional.empty(), false));
  }

  static Wishes priority(int ordinal, double priority) {
    return member(ordinal, priority(priority));
  }

  static MemberSettings priority(double priority) {
    return settings(OptionalInt.empty(), OptionalDouble.of(priority), Optional.empty(), false);
  }

  static Wishes hidden(int ordinal, boolean hidden) {
    return member(
        ordinal, settings(OptionalInt.empty(), OptionalDouble.empty(), Optional.of(hidden), false));
  }

  static Wishes delay(int ordinal, long seconds) {
    return member(
        ordinal,
        new MemberSettings(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalLong.of(seconds),
            false,
            Map.of()));
  }

  static Wishes arbiter(int ordinal) {
    return member(
        ordinal, settings(OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(), true));
  }

  static Wishes tag(int ordinal, String key, String value) {
    return member(
        ordinal,
        new MemberSettings(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            false,
            Map.of(key, value)));
  }

  static Wishes recoverFrom(String order) {
    return orders(Optional.of(RecoverFrom.parse(order)), Optional.empty(), Set.of());
  }

  static Wishes startAfresh(String identity) {
    return orders(Optional.empty(), Optional.of(identity), Set.of());
  }

  static Wishes removalOf(String host) {
    return orders(Optional.empty(), Optional.empty(), Set.of(HostPort.parse(host)));
  }

  static Wishes removalOfArbiter(int ordinal, String host) {
    return new Wishes(
        false,
        OptionalInt.empty(),
        arbiter(ordinal).members(),
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

  private static MemberSettings settings(
      OptionalInt votes, OptionalDouble priority, Optional<Boolean> hidden, boolean arbiter) {
    return new MemberSettings(votes, priority, hidden, OptionalLong.empty(), arbiter, Map.of());
  }

  private static Wishes wishes(
      boolean paused, OptionalInt size, Map<Integer, MemberSettings> members) {
    return new Wishes(
        paused, size, members, Optional.empty(), Optional.empty(), Set.of(), List.of());
  }

  private static Wishes orders(
      Optional<RecoverFrom> recover, Optional<String> afresh, Set<HostPort> removals) {
    return new Wishes(false, OptionalInt.empty(), Map.of(), recover, afresh, removals, List.of());
  }
}
