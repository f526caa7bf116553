package io.setkeeper.simulator.keeper;

import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.kubernetes.Sidecar;
import io.setkeeper.simulator.mongod.Observer;
import io.setkeeper.simulator.mongod.SimMongod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All keepers of a run: starts them in their pods, and rings them as the driver's events do. */
public final class Keepers implements Observer, Sidecar.Starter {
  /** The longest until a mongod knows by its heartbeats what happened to another. */
  private static final long HEARTBEAT = 2_000;

  private final Surroundings around;
  private final long mostSkew;
  private final List<SimKeeper> running = new ArrayList<>();

  /**
   * @param mostSkew by how many milliseconds a keeper's clock may be wrong
   */
  public Keepers(Surroundings around, long mostSkew) {
    this.around = around;
    this.mostSkew = mostSkew;
  }

  @Override
  public Sidecar start(PodRun pod) {
    SimKeeper keeper =
        new SimKeeper(around, pod.name(), around.dice().between(-mostSkew, mostSkew));
    running.removeIf(SimKeeper::dead);
    running.add(keeper);
    return keeper;
  }

  /** The keeper that runs in a pod. */
  public Optional<SimKeeper> in(String pod) {
    return running.stream().filter(k -> k.pod().equals(pod) && !k.dead()).findFirst();
  }

  @Override
  public void mongodEnded(String place) {
    around.timeline().after(1, () -> ringThoseAt(place));
  }

  @Override
  public void stateChanged(SimMongod mongod, MemberState from, MemberState to) {
    if (from == MemberState.PRIMARY || to == MemberState.PRIMARY) {
      for (SimKeeper keeper : running) {
        around.timeline().after(around.dice().between(1, HEARTBEAT), keeper::ring);
      }
    }
    around.timeline().after(1, () -> ringThoseAt(mongod.place()));
  }

  @Override
  public void configInstalled(SimMongod mongod, ReplicaSetConfig config) {
    around.timeline().after(1, () -> ringThoseAt(mongod.place()));
  }

  @Override
  public void becameWritable(SimMongod mongod, long term) {
    around.timeline().after(1, () -> ringThoseAt(mongod.place()));
  }

  private void ringThoseAt(String place) {
    for (SimKeeper keeper : running) {
      if (keeper.listensTo(place)) {
        keeper.ring();
      }
    }
  }
}
