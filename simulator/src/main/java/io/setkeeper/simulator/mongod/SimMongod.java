package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a mongod's process on a volume, at a place. It is begun by {@link Mongods#start} and
 * ends with {@link #kill}; the next run on the volume is another object.
 *
 * <p>Questions and orders are answered as they are at this process's own loopback: what lies
 * between asker and mongod is the caller's. Answers come later in virtual time, or at once within
 * the call; never while it is frozen; as {@link Outcome.Unknown} when the process ends.
 */
public final class SimMongod {
  private static final long PAUSE_MILLIS = 60_000;
  private static final long CATCH_UP_MILLIS = 8_000;
  private static final long SHUTDOWN_CATCH_UP_MILLIS = 10_000;
  private static final long LOADING_MILLIS = 100;

  final Self self;

  @SuppressWarnings("this-escape")
  SimMongod(Mongods all, String place, Volume volume) {
    self = new Self(all, this, place, volume);
  }

  void begin() {
    self.later(
        self.all.dice.between(self.all.timing.startup() / 2, self.all.timing.startup()),
        () -> {
          self.listening = true;
          if (self.volume.config().isEmpty()) {
            self.loaded = true;
          } else {
            self.later(self.all.dice.between(1, LOADING_MILLIS), this::load);
          }
        });
  }

  private void load() {
    self.loaded = true;
    Volume volume = self.volume;
    self.term = Math.max(volume.votedIn, Math.max(0, volume.oplog.at().term()));
    volume
        .config()
        .ifPresent(
            config -> {
              self.term = Math.max(self.term, config.version().term());
              self.configs.install(config);
            });
  }

  public String place() {
    return self.place;
  }

  public Volume volume() {
    return self.volume;
  }

  /** Whether the process has not ended; a frozen one has not. */
  public boolean alive() {
    return self.alive;
  }

  public boolean frozen() {
    return self.frozen;
  }

  boolean listening() {
    return self.listening;
  }

  /** Ends the process: what it had in memory is lost, what is on its volume stays (kill -9). */
  public void kill() {
    if (!self.alive) {
      return;
    }
    self.alive = false;
    self.all.ended(this);
    List.copyOf(self.calls).forEach(call -> call.answer(Reply.CLOSED));
    self.replication.commitPoint().end(Ack.INTERRUPTED);
    self.all.closed(self.place);
  }

  /** SIGTERM: a primary steps down first, for a secondary that is caught up; then it ends. */
  public void terminate() {
    Consumer<Reply> end =
        reply -> self.later(self.all.dice.between(10, LOADING_MILLIS), this::kill);
    if (self.isPrimary()) {
      self.stepDown.run(PAUSE_MILLIS, SHUTDOWN_CATCH_UP_MILLIS, new Call(self, end));
    } else {
      end.accept(Reply.OK);
    }
  }

  /** Stops it as SIGSTOP does, or a machine that hangs: it does and answers nothing. */
  public void freeze() {
    self.frozen = true;
  }

  /** Lets it go on; what it was to do meanwhile it does now. */
  public void thaw() {
    self.thaw();
  }

  public MemberState state() {
    return self.state;
  }

  /** The election term that it knows. */
  public long term() {
    return self.term;
  }

  /** The config that it has installed; one in which it is no member too. */
  public Optional<ReplicaSetConfig> config() {
    return Optional.ofNullable(self.config);
  }

  /** Whether it is primary and takes writes, or would if it were not frozen. */
  public boolean writable() {
    return self.primacy.writable();
  }

  /** What the adapter (module mongodb, Question) would make of its answers at this moment. */
  public Mongod ask() {
    return Status.of(self);
  }

  /** {@code replSetInitiate}. */
  public void initiate(ReplicaSetConfig config, Consumer<Outcome> then) {
    call(then, call -> self.reconfiguration.initiate(config, call));
  }

  /** {@code replSetReconfig} by compare-and-set: {@code to} replaces {@code from}. */
  public void reconfig(ReplicaSetConfig from, ReplicaSetConfig to, Consumer<Outcome> then) {
    reconfig(from, to, false, then);
  }

  /** The same with {@code force: true}. */
  public void forceReconfig(ReplicaSetConfig from, ReplicaSetConfig to, Consumer<Outcome> then) {
    reconfig(from, to, true, then);
  }

  private void reconfig(
      ReplicaSetConfig from, ReplicaSetConfig to, boolean force, Consumer<Outcome> then) {
    ReplicaSetConfig now = self.config;
    if (self.answers() && (now == null || !now.version().equals(from.version()))) {
      then.accept(new Outcome.Stale("the config is not %s any more".formatted(from.version())));
      return;
    }
    ConfigVersion version = from.version();
    ReplicaSetConfig next =
        new ReplicaSetConfig(
            to.setName(),
            new ConfigVersion(version.term(), version.version() + 1),
            to.members(),
            from.replicaSetId());
    call(then, call -> self.reconfiguration.reconfigure(next, force, call));
  }

  /** {@code replSetStepUp}; a lost election is stale. */
  public void stepUp(Consumer<Outcome> then) {
    stepUpReply(
        reply ->
            then.accept(
                reply.code() == Reply.COMMAND_FAILED
                    ? new Outcome.Stale("the election was lost: " + reply.text())
                    : reply.outcome()));
  }

  void stepUpReply(Consumer<Reply> then) {
    Call call = callIfAnswers(then);
    if (call == null) {
      return;
    }
    if (self.config == null) {
      call.answer(Reply.NOT_YET_INITIALIZED, "no replset config has been received");
    } else if (self.isPrimary()) {
      call.answer(Reply.OK);
    } else {
      self.elections.stand(
          false,
          won -> call.answer(won ? Reply.OK : new Reply(Reply.COMMAND_FAILED, "Election failed.")));
    }
  }

  /** {@code replSetStepDown: 60} with {@code secondaryCatchUpPeriodSecs: 8}, never forced. */
  public void stepDown(Consumer<Outcome> then) {
    stepDownReply(
        PAUSE_MILLIS,
        CATCH_UP_MILLIS,
        reply ->
            then.accept(
                reply.code() == Reply.EXCEEDED_TIME_LIMIT
                    ? new Outcome.Refused("no electable secondary caught up: " + reply.text())
                    : reply.outcome()));
  }

  void stepDownReply(long pauseMillis, long catchUpMillis, Consumer<Reply> then) {
    Call call = callIfAnswers(then);
    if (call != null) {
      self.stepDown.run(pauseMillis, catchUpMillis, call);
    }
  }

  /**
   * A client's write with {@code w: majority}.
   *
   * @param number 1 or more, of the client's choice
   */
  public void write(long number, Consumer<Ack> then) {
    if (self.frozen) {
      self.later(0, () -> write(number, then));
    } else if (!self.alive || !self.primacy.writable()) {
      then.accept(Ack.NOT_PRIMARY);
    } else {
      self.replication.commitPoint().await(self.replication.append(number), then);
    }
  }

  private void call(Consumer<Outcome> then, Consumer<Call> command) {
    Call call = callIfAnswers(reply -> then.accept(reply.outcome()));
    if (call != null) {
      command.accept(call);
    }
  }

  /** A frozen process takes no command: its caller hears nothing until it ends. */
  private @Nullable Call callIfAnswers(Consumer<Reply> then) {
    if (!self.alive || !self.listening) {
      then.accept(new Reply(Reply.HOST_UNREACHABLE, "connection refused"));
      return null;
    }
    Call call = new Call(self, then);
    return self.frozen ? null : call;
  }
}
