package io.setkeeper.simulator.fault;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What people change about a StatefulSet. */
public final class People {
  private People() {}

  public static UnaryOperator<StatefulSetView.Known> scaleTo(int replicas) {
    return set -> set.scaledTo(replicas);
  }

  public static UnaryOperator<StatefulSetView.Known> wish(UnaryOperator<Wishes> change) {
    return set -> set.wishing(change.apply(set.wishes()));
  }

  public static UnaryOperator<Wishes> paused(boolean paused) {
    return w ->
        new Wishes(
            paused,
            w.size(),
            w.members(),
            w.recoverFrom(),
            w.startAfresh(),
            w.removals(),
            w.faults());
  }

  public static UnaryOperator<Wishes> size(OptionalInt size) {
    return w ->
        new Wishes(
            w.paused(),
            size,
            w.members(),
            w.recoverFrom(),
            w.startAfresh(),
            w.removals(),
            w.faults());
  }

  public static UnaryOperator<Wishes> member(int ordinal, MemberSettings settings) {
    return w -> {
      Map<Integer, MemberSettings> members = new HashMap<>(w.members());
      members.put(ordinal, settings);
      return new Wishes(
          w.paused(),
          w.size(),
          members,
          w.recoverFrom(),
          w.startAfresh(),
          w.removals(),
          w.faults());
    };
  }

  /** The member of this ordinal is to be an arbiter. */
  public static UnaryOperator<Wishes> arbiter(int ordinal) {
    MemberSettings none = MemberSettings.NONE;
    return member(
        ordinal,
        new MemberSettings(
            none.votes(), none.priority(), none.hidden(), none.delaySecs(), true, none.tags()));
  }

  public static UnaryOperator<Wishes> recoverFrom(Optional<RecoverFrom> order) {
    return w ->
        new Wishes(
            w.paused(), w.size(), w.members(), order, w.startAfresh(), w.removals(), w.faults());
  }

  public static UnaryOperator<Wishes> removal(HostPort host) {
    return w -> {
      Set<HostPort> removals = new HashSet<>(w.removals());
      removals.add(host);
      return new Wishes(
          w.paused(),
          w.size(),
          w.members(),
          w.recoverFrom(),
          w.startAfresh(),
          removals,
          w.faults());
    };
  }

  public static UnaryOperator<Wishes> startAfresh(String identity) {
    return w ->
        new Wishes(
            w.paused(),
            w.size(),
            w.members(),
            w.recoverFrom(),
            Optional.of(identity),
            w.removals(),
            w.faults());
  }

  /** An annotation that can't be understood, or none any more. */
  public static UnaryOperator<Wishes> faults(Optional<Wishes.Fault> fault) {
    List<Wishes.Fault> all = fault.stream().toList();
    return w ->
        new Wishes(
            w.paused(), w.size(), w.members(), w.recoverFrom(), w.startAfresh(), w.removals(), all);
  }

  /** A size that is none. */
  public static Wishes.Fault badSize() {
    return new Wishes.Fault(Annotations.SIZE, "'many' is no number from 1 to 50");
  }
}
