package io.setkeeper.simulator.kubernetes;

import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.simulator.time.Timeline;
import io.setkeeper.simulator.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The API server: one true state, compare-and-set on its objects. Whoever reaches it calls its
 * methods at the moment the request arrives; the way there and back is the caller's.
 */
public final class ApiServer {
  /** For how long a Lease is taken, as the adapter writes it. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final String LANE = "api";

  private final Timeline timeline;
  private final Trace trace;
  private final List<Runnable> watchers = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private final List<Wanted> history = new ArrayList<>();
  private ClusterState state;
  private boolean up = true;
  private long revision = 1;

  private record Wanted(long since, StatefulSetView.Known statefulSet) {}

  public ApiServer(Timeline timeline, Trace trace, ClusterState state) {
    this.timeline = timeline;
    this.trace = trace;
    this.state = state;
    history.add(new Wanted(timeline.now(), state.statefulSet()));
  }

  public ClusterState state() {
    return state;
  }

  public boolean isUp() {
    return up;
  }

  /** Its outage begins. */
  public void down() {
    up = false;
  }

  /** Its outage is over: who waited for it goes on. */
  public void up() {
    up = true;
    List<Runnable> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
    List.copyOf(watchers).forEach(Runnable::run);
  }

  /** Does something now, or as soon as its outage is over. */
  void whenUp(Runnable what) {
    if (up) {
      what.run();
    } else {
      waiting.add(what);
    }
  }

  /** From now on this is run after every change. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  public void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }

  /** Every StatefulSet that there was from that moment until now. */
  public List<StatefulSetView.Known> wantedSince(long moment) {
    List<StatefulSetView.Known> wanted = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      wanted.add(history.get(i).statefulSet());
      if (history.get(i).since() <= moment) {
        break;
      }
    }
    return wanted;
  }

  /** A person changes the StatefulSet. */
  public void order(String what, UnaryOperator<StatefulSetView.Known> change) {
    StatefulSetView.Known changed = change.apply(state.statefulSet());
    trace.add(timeline.now(), LANE, Trace.Kind.ORDER, what);
    history.add(new Wanted(timeline.now(), changed));
    change(state.with(changed));
  }

  void change(ClusterState changed) {
    state = changed;
    List.copyOf(watchers).forEach(Runnable::run);
  }

  /** Creates the record where there is none before, or replaces exactly that one. */
  public Outcome write(SetRecord from, SetRecord to) {
    String before = version(from);
    String now = version(state.record());
    if (!before.equals(now)) {
      return new Outcome.Stale("409 Conflict: the record is another by now");
    }
    change(state.with(withVersion(to, Long.toString(++revision))));
    if (trace.isRecording()) {
      trace.add(timeline.now(), LANE, Trace.Kind.OUTCOME, "the record is now " + state.record());
    }
    return new Outcome.Done();
  }

  /** A person deletes the record. */
  public void deleteRecord() {
    change(state.with(new SetRecord.None()));
  }

  /** Takes the Lease for a pod whose clock shows this time, if it still is as that pod saw it. */
  public Outcome takeLease(String pod, LeaseView seen, Instant clock) {
    if (!state.lease().equals(seen)) {
      return new Outcome.Stale("409 Conflict: the Lease is another by now");
    }
    if (seen instanceof LeaseView.Held held
        && !held.pod().equals(pod)
        && clock.isBefore(held.until())) {
      return new Outcome.Stale(held.pod() + " holds the Lease until " + held.until());
    }
    change(state.with(new LeaseView.Held(pod, clock.plus(LEASE))));
    return new Outcome.Done();
  }

  private static String version(SetRecord record) {
    return switch (record) {
      case SetRecord.Initiating initiating -> initiating.resourceVersion();
      case SetRecord.Initiated initiated -> initiated.resourceVersion();
      case SetRecord.None none -> "";
      case SetRecord.Unknown unknown -> "?";
    };
  }

  private static SetRecord withVersion(SetRecord record, String version) {
    return switch (record) {
      case SetRecord.Initiating r ->
          new SetRecord.Initiating(version, r.pod(), r.podUid(), r.claimUids());
      case SetRecord.Initiated r ->
          new SetRecord.Initiated(
              version, r.replicaSetId(), r.highestId(), r.setApart(), r.orders());
      case SetRecord.None none -> none;
      case SetRecord.Unknown unknown -> unknown;
    };
  }
}
