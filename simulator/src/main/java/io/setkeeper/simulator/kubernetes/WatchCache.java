package io.setkeeper.simulator.kubernetes;

import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Network;
import io.setkeeper.simulator.time.Timeline;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A keeper's informers: StatefulSet, pods and record as three watches show them, each with a lag of
 * its own, in order and perhaps not all in between. Claims and Lease are as they were read last, as
 * in the adapter (module kubernetes, WatchedCluster).
 */
public final class WatchCache {
  /** Until a broken watch is tried again. */
  private static final long RELIST = 1_000;

  private final ApiServer api;
  private final Timeline timeline;
  private final Network network;
  private final Dice dice;
  private final String place;
  private final Runnable onChange;
  private final Runnable watcher = this::changed;
  private final Watch statefulSet = new Watch();
  private final Watch pods = new Watch();
  private final Watch record = new Watch();
  private @Nullable ClusterState told;
  private List<Claim> claims = List.of();
  private LeaseView lease = new LeaseView.Free();
  private Optional<OwnWrite> ownWrite = Optional.empty();
  private boolean closed;
  private boolean broken;
  private long stuckUntil;

  private record OwnWrite(SetRecord seen, SetRecord written) {}

  /** One watch: what it was sent, and what has arrived. */
  private static final class Watch {
    private int sent;
    private int shown;
    private @Nullable ClusterState state;
  }

  /** Opens the watches of a keeper at that place. */
  public WatchCache(
      ApiServer api,
      Timeline timeline,
      Network network,
      Dice dice,
      String place,
      Runnable onChange) {
    this.api = api;
    this.timeline = timeline;
    this.network = network;
    this.dice = dice;
    this.place = place;
    this.onChange = onChange;
    api.watch(watcher);
    changed();
  }

  public void close() {
    closed = true;
    api.unwatch(watcher);
  }

  /** Shows nothing new until then. */
  public void stick(long until) {
    stuckUntil = until;
  }

  /** What the watches show; empty before each has shown something. */
  public Optional<ClusterState> cached() {
    if (statefulSet.state == null || pods.state == null || record.state == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ClusterState(
            statefulSet.state.statefulSet().read(false),
            pods.state.pods(),
            claims,
            record(record.state.record()),
            lease));
  }

  /** Everything was read from the API server itself. */
  public void readAll(List<Claim> readClaims, LeaseView readLease) {
    claims = readClaims;
    lease = readLease;
    ownWrite = Optional.empty();
  }

  /** The record was written: it holds until the watch shows something else than before. */
  public void wrote(SetRecord written) {
    if (record.state != null) {
      ownWrite = Optional.of(new OwnWrite(record.state.record(), written));
    }
  }

  private SetRecord record(SetRecord watched) {
    ownWrite = ownWrite.filter(own -> own.seen().equals(watched));
    return ownWrite.map(OwnWrite::written).orElse(watched);
  }

  private void changed() {
    if (closed || broken) {
      return;
    }
    if (!api.isUp() || !network.reaches(Network.API, place) || timeline.now() < stuckUntil) {
      broken = true;
      timeline.after(RELIST, this::relist);
      return;
    }
    ClusterState now = api.state();
    ClusterState before = told;
    told = now;
    if (before == null || !before.statefulSet().equals(now.statefulSet())) {
      deliver(statefulSet, now);
    }
    if (before == null || !before.pods().equals(now.pods())) {
      deliver(pods, now);
    }
    if (before == null || !before.record().equals(now.record())) {
      deliver(record, now);
    }
  }

  private void relist() {
    broken = false;
    changed();
  }

  private void deliver(Watch watch, ClusterState state) {
    int number = ++watch.sent;
    timeline.after(
        lag(),
        () -> {
          if (!closed && number > watch.shown) {
            watch.shown = number;
            watch.state = state;
            onChange.run();
          }
        });
  }

  private long lag() {
    return dice.happens(0.02) ? dice.between(100, 1_500) : dice.between(1, 20);
  }
}
