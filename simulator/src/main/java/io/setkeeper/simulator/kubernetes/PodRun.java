package io.setkeeper.simulator.kubernetes;

import io.setkeeper.core.model.Pod;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.mongod.Volume;
import java.time.Duration;
import java.util.Optional;

/** One incarnation of a pod, as its node runs it. */
public final class PodRun {
  private final int ordinal;
  private final String uid;
  private final Volume volume;
  private final int template;
  private final Optional<String> zone;
  Optional<String> ip = Optional.empty();
  Optional<Duration> grace = Optional.empty();
  Optional<SimMongod> mongod = Optional.empty();
  Optional<Sidecar> keeper = Optional.empty();
  long graceBegan;
  int restarts;

  /** Its node ends it. */
  boolean ending;

  /** Its machine is off. */
  boolean lost;

  /** It is no more. */
  boolean gone;

  PodRun(int ordinal, String uid, Volume volume, int template, Optional<String> zone) {
    this.ordinal = ordinal;
    this.uid = uid;
    this.volume = volume;
    this.template = template;
    this.zone = zone;
  }

  public int ordinal() {
    return ordinal;
  }

  public String name() {
    return Names.pod(ordinal);
  }

  public String uid() {
    return uid;
  }

  public Volume volume() {
    return volume;
  }

  public Optional<SimMongod> mongod() {
    return mongod.filter(SimMongod::alive);
  }

  public Optional<Sidecar> keeper() {
    return keeper;
  }

  public boolean terminating() {
    return grace.isPresent();
  }

  /** Whether its machine is off. */
  public boolean lost() {
    return lost;
  }

  /** When it was told to end, in milliseconds since the beginning. */
  public long graceBegan() {
    return graceBegan;
  }

  int template() {
    return template;
  }

  /** As the API server shows it. */
  Pod asObject() {
    return new Pod(
        name(), ordinal, uid, Names.host(ordinal), ip, mongod().isPresent(), grace, zone);
  }
}
