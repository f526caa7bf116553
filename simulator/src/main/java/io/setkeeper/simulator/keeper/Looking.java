package io.setkeeper.simulator.keeper;

import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.WhomToAsk;
import io.setkeeper.core.port.World;
import io.setkeeper.simulator.kubernetes.ClusterState;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.WatchCache;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.time.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks as the keeper in a pod does (module keeper, PodWorld): Kubernetes' side, then the own
 * mongod, then those others whose word may be needed, each at its own moment.
 */
final class Looking {
  /** How long an answer of the API server or of a mongod is waited for, as the adapters do. */
  private static final long PATIENCE = 2_000;

  private final Surroundings around;
  private final String self;
  private final Calls calls;
  private final WatchCache cache;
  private final PrimaryWatch primary;

  Looking(Surroundings around, String self, Calls calls, WatchCache cache, PrimaryWatch primary) {
    this.around = around;
    this.self = self;
    this.calls = calls;
    this.cache = cache;
    this.primary = primary;
  }

  /** Kubernetes' side of a snapshot. */
  private record Seen(
      StatefulSetView statefulSet,
      List<Pod> pods,
      List<Claim> claims,
      SetRecord record,
      LeaseView lease) {
    static Seen of(ClusterState state) {
      return new Seen(
          state.statefulSet(), state.pods(), state.claims(), state.record(), state.lease());
    }

    static Seen nothing(String why) {
      return new Seen(
          new StatefulSetView.Unknown(why),
          List.of(),
          List.of(),
          new SetRecord.Unknown(why),
          new LeaseView.Unknown(why));
    }
  }

  void look(World.Freshness freshness, Consumer<Snapshot> then) {
    switch (freshness) {
      case CACHED ->
          askMongods(
              cache.cached().map(Seen::of).orElseGet(() -> Seen.nothing("not read yet")), then);
      case FRESH -> readStatefulSet(then);
    }
  }

  private void readStatefulSet(Consumer<Snapshot> then) {
    read(
        ClusterState::statefulSet,
        set ->
            set.ifPresentOrElse(known -> readClaims(known, then), () -> askMongods(away(), then)));
  }

  private void readClaims(StatefulSetView.Known set, Consumer<Snapshot> then) {
    read(
        ClusterState::claims,
        claims ->
            claims.ifPresentOrElse(
                known -> readPods(set, known, then), () -> askMongods(away(), then)));
  }

  private void readPods(StatefulSetView.Known set, List<Claim> claims, Consumer<Snapshot> then) {
    read(
        ClusterState::pods,
        pods ->
            pods.ifPresentOrElse(
                known -> readRecord(set, claims, known, then), () -> askMongods(away(), then)));
  }

  private void readRecord(
      StatefulSetView.Known set, List<Claim> claims, List<Pod> pods, Consumer<Snapshot> then) {
    read(
        ClusterState::record,
        record ->
            read(
                ClusterState::lease,
                lease -> {
                  Seen seen =
                      new Seen(
                          set,
                          pods,
                          claims,
                          record.orElseGet(() -> new SetRecord.Unknown("no answer")),
                          lease.orElseGet(() -> new LeaseView.Unknown("no answer")));
                  cache.readAll(seen.claims(), seen.lease());
                  askMongods(seen, then);
                }));
  }

  private static Seen away() {
    return Seen.nothing("the API server does not answer");
  }

  /** One request; nothing when the API server is away or does not answer in time. */
  private <T> void read(Function<ClusterState, T> part, Consumer<Optional<T>> then) {
    calls.<Optional<T>>call(
        Network.API,
        PATIENCE,
        answer ->
            answer.accept(
                around.api().isUp()
                    ? Optional.of(part.apply(around.api().state()))
                    : Optional.empty()),
        got -> then.accept(got.flatMap(Function.identity())));
  }

  private void askMongods(Seen seen, Consumer<Snapshot> then) {
    askOwn(
        own -> {
          WhomToAsk whom = new WhomToAsk(self, seen.statefulSet(), seen.pods(), primary::broke);
          primary.watch(whom.primary(own).map(Pod::name));
          List<Pod> others = whom.others(own);
          Map<String, Mongod> answers = new HashMap<>();
          answers.put(self, own);
          if (others.isEmpty()) {
            then.accept(snapshot(seen, answers));
            return;
          }
          for (Pod pod : others) {
            ask(
                pod,
                answer -> {
                  answers.put(pod.name(), answer);
                  if (answers.size() > others.size()) {
                    then.accept(snapshot(seen, answers));
                  }
                });
          }
        });
  }

  private void askOwn(Consumer<Mongod> then) {
    calls.<Mongod>call(
        self,
        PATIENCE,
        answer -> answer(self, answer),
        got -> then.accept(got.orElseGet(Looking::silent)));
  }

  private void ask(Pod pod, Consumer<Mongod> then) {
    Optional<String> place = pod.address().flatMap(ip -> around.mongods().resolve(Names.at(ip)));
    if (pod.address().isEmpty()) {
      calls.after(0, () -> then.accept(new Mongod.Unknown("its pod has no address yet", false)));
    } else if (place.isEmpty()) {
      calls.after(PATIENCE, () -> then.accept(silent())); // nobody has this address any more
    } else {
      String there = place.get();
      calls.<Mongod>call(
          there,
          PATIENCE,
          answer -> answer(there, answer),
          got -> then.accept(got.orElseGet(Looking::silent)));
    }
  }

  private void answer(String place, Consumer<Mongod> answer) {
    if (around.mongods().refuses(place)) {
      answer.accept(new Mongod.Unknown("Connection refused", true));
      return;
    }
    around
        .mongods()
        .at(place)
        .filter(mongod -> !mongod.frozen())
        .map(SimMongod::ask)
        .ifPresent(answer);
  }

  private static Mongod silent() {
    return new Mongod.Unknown("no answer in time", false);
  }

  private Snapshot snapshot(Seen seen, Map<String, Mongod> answers) {
    return new Snapshot(
        self, seen.statefulSet(), seen.pods(), seen.claims(), seen.record(), seen.lease(), answers);
  }
}
