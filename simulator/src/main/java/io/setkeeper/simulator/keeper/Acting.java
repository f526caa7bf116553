package io.setkeeper.simulator.keeper;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.simulator.kubernetes.ApiServer;
import io.setkeeper.simulator.kubernetes.WatchCache;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.time.Network;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does one thing, once, as the adapters do; its answer may be lost on the way. */
final class Acting {
  /** As long as the adapters wait for the API server, in milliseconds. */
  private static final long API_PATIENCE = 5_000;

  /** As long as the adapter waits for a mongod's command. */
  private static final long MONGOD_PATIENCE = 15_000;

  private final Surroundings around;
  private final String self;
  private final Calls calls;
  private final WatchCache cache;
  private final Supplier<Instant> clock;

  Acting(Surroundings around, String self, Calls calls, WatchCache cache, Supplier<Instant> clock) {
    this.around = around;
    this.self = self;
    this.calls = calls;
    this.cache = cache;
    this.clock = clock;
  }

  void perform(Action action, Consumer<Outcome> then) {
    switch (action) {
      case Action.TakeLease take -> takeLease(then);
      case Action.WriteRecord(SetRecord from, SetRecord to) -> write(from, to, then);
      case Action.Initiate(var config) -> tell((m, answer) -> m.initiate(config, answer), then);
      case Action.Reconfig(var from, var to) ->
          tell((m, answer) -> m.reconfig(from, to, answer), then);
      case Action.ForceReconfig(var from, var to) ->
          tell((m, answer) -> m.forceReconfig(from, to, answer), then);
      case Action.StepUp stepUp -> tell(SimMongod::stepUp, then);
      case Action.StepDown stepDown -> tell(SimMongod::stepDown, then);
    }
  }

  private void tell(BiConsumer<SimMongod, Consumer<Outcome>> order, Consumer<Outcome> then) {
    calls.<Outcome>call(
        self,
        MONGOD_PATIENCE,
        answer -> {
          if (around.mongods().refuses(self)) {
            answer.accept(new Outcome.Refused("Connection refused"));
          } else {
            around.mongods().at(self).ifPresent(mongod -> order.accept(mongod, answer));
          }
        },
        got -> then.accept(got.orElseGet(Acting::unanswered)));
  }

  private void write(SetRecord from, SetRecord to, Consumer<Outcome> then) {
    AtomicReference<SetRecord> written = new AtomicReference<>(to);
    request(
        api -> {
          Outcome outcome = api.write(from, to);
          written.set(api.state().record());
          return outcome;
        },
        got -> {
          if (got instanceof Outcome.Done) {
            cache.wrote(written.get());
          }
          then.accept(got);
        });
  }

  private void takeLease(Consumer<Outcome> then) {
    calls.<Optional<LeaseView>>call(
        Network.API,
        API_PATIENCE,
        answer ->
            answer.accept(
                around.api().isUp() ? Optional.of(around.api().state().lease()) : Optional.empty()),
        got -> {
          Optional<LeaseView> seen = got.flatMap(Function.identity());
          if (seen.isEmpty()) {
            then.accept(unanswered());
          } else {
            request(api -> api.takeLease(self, seen.get(), clock.get()), then);
          }
        });
  }

  private void request(Function<ApiServer, Outcome> request, Consumer<Outcome> then) {
    calls.<Outcome>call(
        Network.API,
        API_PATIENCE,
        answer ->
            answer.accept(
                around.api().isUp()
                    ? request.apply(around.api())
                    : new Outcome.Refused("Connection refused")),
        got -> then.accept(got.orElseGet(Acting::unanswered)));
  }

  private static Outcome unanswered() {
    return new Outcome.Unknown("no answer in time");
  }
}
