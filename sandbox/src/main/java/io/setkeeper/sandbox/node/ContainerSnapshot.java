package io.setkeeper.sandbox.node;

import java.util.Optional;

/**
 * A container at one moment.
 *
 * @param name in the pod
 * @param image as the pod gives it
 * @param state now
 * @param last how the run before ended
 * @param restarts how often it was started again
 * @param started it runs, and its startup probe succeeded if it has one
 * @param ready its readiness probe says so, or it has none and is started
 */
record ContainerSnapshot(
    String name,
    String image,
    ContainerState state,
    Optional<ContainerState.Terminated> last,
    int restarts,
    boolean started,
    boolean ready) {

  /** One that was not started yet. */
  static ContainerSnapshot fresh(String name, String image) {
    return new ContainerSnapshot(
        name,
        image,
        new ContainerState.Waiting("ContainerCreating", ""),
        Optional.empty(),
        0,
        false,
        false);
  }

  ContainerSnapshot with(ContainerState next) {
    return new ContainerSnapshot(name, image, next, last, restarts, false, false);
  }

  ContainerSnapshot with(boolean isStarted, boolean isReady) {
    return new ContainerSnapshot(name, image, state, last, restarts, isStarted, isReady);
  }

  /** It is to run again: the end of this run becomes the last state. */
  ContainerSnapshot again(ContainerState.Terminated ended, ContainerState next) {
    return new ContainerSnapshot(name, image, next, Optional.of(ended), restarts, false, false);
  }

  /** It is started once more; what never ran is not counted. */
  ContainerSnapshot restarted(boolean ran) {
    int count = ran ? restarts + 1 : restarts;
    return new ContainerSnapshot(name, image, state, last, count, started, ready);
  }
}
