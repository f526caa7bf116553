package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of a mongod's process on a volume, at a place. It is begun by {@link Mongods#start} and
 * ends with {@link #kill}; the next run on the volume is another object.
 *
 * <p>Questions and orders are answered as they are at this process's own loopback: what lies
 * between asker and mongod is the caller's. Answers come later in virtual time, or at once within
 * the call; never while it is frozen; as {@link Outcome.Unknown} when the process ends.
 */
public final class SimMongod {
  private final Mongods all;
  private final String place;
  private final Volume volume;

  SimMongod(Mongods all, String place, Volume volume) {
    this.all = all;
    this.place = place;
    this.volume = volume;
  }

  void begin() {}

  public String place() {
    return place;
  }

  public Volume volume() {
    return volume;
  }

  /** Whether the process has not ended; a frozen one has not. */
  public boolean alive() {
    return false;
  }

  public boolean frozen() {
    return false;
  }

  /** Ends the process: what it had in memory is lost, what is on its volume stays (kill -9). */
  public void kill() {
    all.ended(this);
  }

  /** SIGTERM: a primary steps down first, for a secondary that is caught up; then it ends. */
  public void terminate() {
    kill();
  }

  /** Stops it as SIGSTOP does, or a machine that hangs: it does and answers nothing. */
  public void freeze() {}

  /** Lets it go on; what it was to do meanwhile it does now. */
  public void thaw() {}

  public MemberState state() {
    return MemberState.STARTUP;
  }

  /** The election term that it knows. */
  public long term() {
    return 0;
  }

  /** The config that it has installed; one in which it is no member too. */
  public Optional<ReplicaSetConfig> config() {
    return volume.config();
  }

  /** Whether it is primary and takes writes. */
  public boolean writable() {
    return false;
  }

  /** What the adapter (module mongodb, Question) would make of its answers at this moment. */
  public Mongod ask() {
    return new Mongod.Unknown("not yet modelled", false);
  }

  /** {@code replSetInitiate}. */
  public void initiate(ReplicaSetConfig config, Consumer<Outcome> then) {
    then.accept(new Outcome.Refused("not yet modelled"));
  }

  /** {@code replSetReconfig} by compare-and-set: what {@code from} and {@code to} differ in. */
  public void reconfig(ReplicaSetConfig from, ReplicaSetConfig to, Consumer<Outcome> then) {
    then.accept(new Outcome.Refused("not yet modelled"));
  }

  /** The same with {@code force: true}. */
  public void forceReconfig(ReplicaSetConfig from, ReplicaSetConfig to, Consumer<Outcome> then) {
    then.accept(new Outcome.Refused("not yet modelled"));
  }

  /** {@code replSetStepUp}. */
  public void stepUp(Consumer<Outcome> then) {
    then.accept(new Outcome.Refused("not yet modelled"));
  }

  /** {@code replSetStepDown: 60} with {@code secondaryCatchUpPeriodSecs: 8}, never forced. */
  public void stepDown(Consumer<Outcome> then) {
    then.accept(new Outcome.Refused("not yet modelled"));
  }

  /**
   * A client's write with {@code w: majority}.
   *
   * @param number 1 or more, of the client's choice
   */
  public void write(long number, Consumer<Ack> then) {
    then.accept(Ack.NOT_PRIMARY);
  }
}
