package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Network;
import io.setkeeper.simulator.time.Timeline;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All mongods of a run, and what lies between them: which place (a pod by its name) a host name
 * stands for, and which process runs there. A place without a process refuses connections, unless
 * its machine is off, which is silent.
 */
public final class Mongods {
  final Timeline timeline;
  final Network network;
  final Dice dice;
  final Trace trace;
  final Timing timing;
  final List<Observer> observers = new ArrayList<>();
  private final Map<HostPort, String> names = new HashMap<>();
  private final Map<String, SimMongod> processes = new LinkedHashMap<>();
  private final Set<String> off = new HashSet<>();
  private boolean writeConcernSet;
  private int initiated;

  public Mongods(Timeline timeline, Network network, Dice dice, Trace trace, Timing timing) {
    this.timeline = timeline;
    this.network = network;
    this.dice = dice;
    this.trace = trace;
    this.timing = timing;
  }

  /** From now on this one sees everything. */
  public void observe(Observer observer) {
    observers.add(observer);
  }

  /** The name stands for that place from now on; it may stand for another one before. */
  public void name(HostPort host, String place) {
    names.put(host, place);
  }

  /** The name stands for nothing from now on: a pod that is gone, or an address nobody has. */
  public void forget(HostPort host) {
    names.remove(host);
  }

  /** Which place a name stands for; empty when it does not resolve. */
  public Optional<String> resolve(HostPort host) {
    return Optional.ofNullable(names.get(host));
  }

  @Nullable String placeOf(HostPort host) {
    return names.get(host);
  }

  /** Starts a process; the one that ran there, if any, must have ended. */
  public SimMongod start(String place, Volume volume) {
    if (processes.containsKey(place)) {
      throw new IllegalStateException("a mongod runs at " + place + " already");
    }
    SimMongod mongod = new SimMongod(this, place, volume);
    processes.put(place, mongod);
    mongod.begin();
    return mongod;
  }

  /** The process that runs at a place, frozen or not; empty when none does. */
  public Optional<SimMongod> at(String place) {
    return Optional.ofNullable(processes.get(place));
  }

  @Nullable SimMongod process(String place) {
    return processes.get(place);
  }

  void ended(SimMongod mongod) {
    processes.remove(mongod.place(), mongod);
  }

  /** A process ended: its machine closes the connections, and those who synced from it notice. */
  void closed(String place) {
    for (SimMongod other : List.copyOf(processes.values())) {
      Self there = other.self;
      if (there.replication.syncsFrom(place)) {
        network.send(
            place,
            other.place(),
            () -> {
              if (there.answers()) {
                there.replication.sourceClosed(place);
              }
            });
      }
    }
  }

  /** A machine without power answers nothing; with power it refuses what no process serves. */
  public void power(String place, boolean on) {
    if (on) {
      off.remove(place);
    } else {
      off.add(place);
    }
  }

  /** Whether a connection to that place would be refused by its machine: no process is there. */
  public boolean refuses(String place) {
    SimMongod mongod = processes.get(place);
    return mongod == null ? !off.contains(place) : !mongod.listening();
  }

  /** Whether somebody at one place would be refused at another, rather than hear nothing. */
  boolean refuses(String from, String place) {
    return refuses(place) && network.reaches(from, place) && network.reaches(place, from);
  }

  /** A {@code replicaSetId} that no set has. */
  String newReplicaSetId() {
    initiated++;
    return "%024x".formatted(initiated);
  }

  /** {@code setDefaultRWConcern} was run, once for all. */
  public void setDefaultWriteConcern() {
    writeConcernSet = true;
  }

  public boolean writeConcernSet() {
    return writeConcernSet;
  }
}
