package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.MemberState;
import java.util.ArrayList;
import java.util.List;

/**
 * The states that members went through, as polls saw them. A poll may miss a short state, in a
 * recording as in the model: what both have seen must have come in the same order.
 */
final class StateOrder {
  private final List<List<MemberState>> byMember = new ArrayList<>();

  void see(List<MemberState> states) {
    for (int i = 0; i < states.size(); i++) {
      if (byMember.size() <= i) {
        byMember.add(new ArrayList<>());
      }
      List<MemberState> seen = byMember.get(i);
      if (seen.isEmpty() || seen.getLast() != states.get(i)) {
        seen.add(states.get(i));
      }
    }
  }

  boolean agrees(StateOrder other) {
    for (int i = 0; i < Math.min(byMember.size(), other.byMember.size()); i++) {
      List<MemberState> mine = byMember.get(i);
      List<MemberState> its = other.byMember.get(i);
      if (!common(mine, its).equals(common(its, mine))) {
        return false;
      }
    }
    return true;
  }

  private static List<MemberState> common(List<MemberState> states, List<MemberState> with) {
    List<MemberState> common = new ArrayList<>();
    for (MemberState state : states) {
      if (with.contains(state) && (common.isEmpty() || common.getLast() != state)) {
        common.add(state);
      }
    }
    return common;
  }

  @Override
  public String toString() {
    return byMember.toString();
  }
}
