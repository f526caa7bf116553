package io.setkeeper.standin.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether members went through their states in the recorded order. A poll may miss a short state,
 * in a recording as in a replay, so only states on the way up may be seen in addition.
 */
final class StateOrder {
  private static final Set<String> ON_THE_WAY =
      Set.of("STARTUP", "STARTUP2", "RECOVERING", "UNKNOWN", "ROLLBACK", "(not reachable/healthy)");

  private StateOrder() {}

  static List<Difference> differences(List<List<String>> recorded, List<List<String>> seen) {
    return IntStream.range(0, Math.min(recorded.size(), seen.size()))
        .filter(member -> !agree(recorded.get(member), seen.get(member)))
        .mapToObj(
            member ->
                new Difference(
                    "states." + member,
                    recorded.get(member).toString(),
                    seen.get(member).toString()))
        .toList();
  }

  private static boolean agree(List<String> recorded, List<String> seen) {
    List<String> left = new ArrayList<>(recorded);
    for (String state : seen) {
      int at = left.indexOf(state);
      if (at >= 0) {
        left.subList(0, at + 1).clear();
      } else if (!ON_THE_WAY.contains(state)) {
        return false;
      }
    }
    return true;
  }
}
