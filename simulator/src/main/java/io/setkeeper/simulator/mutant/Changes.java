package io.setkeeper.simulator.mutant;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Reason;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Snapshots and decisions with one thing changed. */
final class Changes {
  private Changes() {}

  static Snapshot statefulSet(Snapshot s, UnaryOperator<StatefulSetView.Known> change) {
    return s.statefulSet() instanceof StatefulSetView.Known known
        ? new Snapshot(
            s.self(),
            change.apply(known),
            s.pods(),
            s.claims(),
            s.record(),
            s.lease(),
            s.mongods(),
            s.memory())
        : s;
  }

  static Snapshot record(Snapshot s, SetRecord record) {
    return new Snapshot(
        s.self(),
        s.statefulSet(),
        s.pods(),
        s.claims(),
        record,
        s.lease(),
        s.mongods(),
        s.memory());
  }

  static Snapshot mongods(Snapshot s, UnaryOperator<Mongod> change) {
    Map<String, Mongod> changed = new HashMap<>(s.mongods());
    changed.replaceAll((pod, mongod) -> change.apply(mongod));
    return new Snapshot(
        s.self(),
        s.statefulSet(),
        s.pods(),
        s.claims(),
        s.record(),
        s.lease(),
        changed,
        s.memory());
  }

  /** The own mongod where it is the writable primary. */
  static Optional<Mongod.InSet> primary(Snapshot snapshot) {
    return snapshot.ownMongod() instanceof Mongod.InSet in && in.writable()
        ? Optional.of(in)
        : Optional.empty();
  }

  static Decision reconfig(Decision instead, ReplicaSetConfig from, ReplicaSetConfig to) {
    return new Decision.Act(new Action.Reconfig(from, to), instead.reason());
  }

  /** The decision with another next config, where it is a reconfig. */
  static Decision to(
      Decision decision, BiFunction<ReplicaSetConfig, ReplicaSetConfig, ReplicaSetConfig> change) {
    return decision instanceof Decision.Act(Action.Reconfig(var from, var to), Reason reason)
        ? new Decision.Act(new Action.Reconfig(from, change.apply(from, to)), reason)
        : decision;
  }

  /** Nothing is done where that rule would do something. */
  static Decision suppress(Decision decision, String rule) {
    return decision instanceof Decision.Act && decision.reason().rule().equals(rule)
        ? new Decision.Rest(decision.reason())
        : decision;
  }
}
