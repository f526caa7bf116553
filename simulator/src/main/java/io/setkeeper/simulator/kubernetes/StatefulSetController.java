package io.setkeeper.simulator.kubernetes;

import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The StatefulSet's controller, as pkg/controller/statefulset of Kubernetes does it: in order
 * (OrderedReady) each pod is Ready before the next is created, and the superfluous ones end one by
 * one from the highest, only while all the wanted ones are Ready; in parallel nobody waits. Then
 * the rolling update, from the highest as well.
 */
final class StatefulSetController {
  private final ApiServer api;
  private final Nodes nodes;
  private final Timeline timeline;
  private final Dice dice;
  private final boolean ordered;
  private boolean due;

  StatefulSetController(ApiServer api, Nodes nodes, Timeline timeline, Dice dice, boolean ordered) {
    this.api = api;
    this.nodes = nodes;
    this.timeline = timeline;
    this.dice = dice;
    this.ordered = ordered;
    api.watch(this::wake);
    wake();
  }

  private void wake() {
    if (!due) {
      due = true;
      timeline.after(dice.between(10, 300), this::reconcile);
    }
  }

  private void reconcile() {
    due = false;
    StatefulSetView.Known set = api.state().statefulSet();
    if (api.isUp() && !set.deleting() && replicate(set) && condemn(set)) {
      roll(set);
    }
  }

  private boolean replicate(StatefulSetView.Known set) {
    boolean all = true;
    for (int i = set.firstOrdinal(); i < set.firstOrdinal() + set.replicas(); i++) {
      Optional<Pod> pod = api.state().pod(Names.pod(i));
      if (pod.isEmpty()) {
        nodes.create(i);
      }
      if (!isReady(pod)) {
        all = false;
        if (ordered) {
          return false;
        }
      }
    }
    return all || !ordered;
  }

  private static boolean isReady(Optional<Pod> pod) {
    return pod.filter(p -> p.running() && !p.terminating()).isPresent();
  }

  private boolean condemn(StatefulSetView.Known set) {
    int end = set.firstOrdinal() + set.replicas();
    List<Pod> condemned =
        api.state().pods().stream()
            .filter(p -> p.ordinal() < set.firstOrdinal() || p.ordinal() >= end)
            .sorted(Comparator.comparingInt(Pod::ordinal).reversed())
            .toList();
    for (Pod pod : condemned) {
      if (!pod.terminating()) {
        nodes.delete(pod.name());
      }
      if (ordered) {
        return false;
      }
    }
    return condemned.isEmpty();
  }

  /** Replaces the highest pod of an older template, when all above it are Ready. */
  private void roll(StatefulSetView.Known set) {
    for (int i = set.firstOrdinal() + set.replicas() - 1; i >= set.firstOrdinal(); i--) {
      Optional<Pod> pod = api.state().pod(Names.pod(i));
      if (!isReady(pod)) {
        return;
      }
      if (nodes.isOutdated(Names.pod(i))) {
        nodes.delete(Names.pod(i));
        return;
      }
    }
  }
}
