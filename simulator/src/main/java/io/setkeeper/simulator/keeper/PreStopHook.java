package io.setkeeper.simulator.keeper;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Gate;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Step;
import io.setkeeper.simulator.time.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the keeper answers to its pod's pre-stop hook: the production {@link Gate}, asked on looks
 * that began after the hook did (module keeper, PreStop).
 */
final class PreStopHook {
  private final Surroundings around;
  private final String self;
  private long heldSince = -1;
  private Optional<Duration> grace = Optional.empty();
  private Optional<Step> seen = Optional.empty();
  private long seenBegan;

  PreStopHook(Surroundings around, String self) {
    this.around = around;
    this.self = self;
  }

  void taken(Step step, long lookBegan) {
    seen = Optional.of(step);
    seenBegan = lookBegan;
  }

  /** Whether somebody waits. */
  boolean isAsked() {
    return heldSince >= 0;
  }

  /** Whether the own mongod may end now. */
  boolean letsGo() {
    long now = around.timeline().now();
    if (heldSince < 0) {
      heldSince = now;
      grace = graceOfOwnPod();
    }
    if (grace.isEmpty()) {
      return true; // it is not known that this pod ends, so nothing is waited for
    }
    Duration held = Duration.ofMillis(now - heldSince);
    if (held.compareTo(Gate.patience(grace.get())) >= 0) {
      return true;
    }
    return seen.filter(step -> seenBegan >= heldSince)
        .filter(step -> !(step.decision() instanceof Decision.Act))
        .map(step -> Gate.answer(ending(step.snapshot(), grace.get()), held))
        .map(answer -> answer instanceof Gate.Open)
        .orElse(false);
  }

  private Optional<Duration> graceOfOwnPod() {
    boolean reached =
        around.api().isUp()
            && around.network().reaches(self, Network.API)
            && around.network().reaches(Network.API, self);
    return reached
        ? around.api().state().pod(self).flatMap(Pod::grace)
        : seen.map(Step::snapshot).flatMap(Snapshot::selfPod).flatMap(Pod::grace);
  }

  /** The snapshot with what the API server said of the own pod: the watch may be behind. */
  private static Snapshot ending(Snapshot snapshot, Duration grace) {
    if (snapshot.selfPod().filter(Pod::terminating).isPresent()) {
      return snapshot;
    }
    List<Pod> pods =
        snapshot.pods().stream()
            .map(pod -> pod.name().equals(snapshot.self()) ? ending(pod, grace) : pod)
            .toList();
    return new Snapshot(
        snapshot.self(),
        snapshot.statefulSet(),
        pods,
        snapshot.claims(),
        snapshot.record(),
        snapshot.lease(),
        snapshot.mongods(),
        snapshot.memory());
  }

  private static Pod ending(Pod pod, Duration grace) {
    return new Pod(
        pod.name(),
        pod.ordinal(),
        pod.uid(),
        pod.host(),
        pod.address(),
        pod.running(),
        Optional.of(grace),
        pod.zone());
  }
}
