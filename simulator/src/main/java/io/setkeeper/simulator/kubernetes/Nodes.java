package io.setkeeper.simulator.kubernetes;

import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.Pod;
import io.setkeeper.simulator.mongod.Mongods;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.mongod.Volume;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Timeline;
import io.setkeeper.simulator.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The nodes: they start pods, restart what crashes in them, and end them as a kubelet does
 * (pre-stop hook, SIGTERM, SIGKILL after the grace period). Volumes outlive pods; each pod has its
 * own machine.
 */
public final class Nodes {
  /**
   * How pods are run.
   *
   * @param grace terminationGracePeriodSeconds
   * @param preStop whether the mongod container has the pre-stop hook that asks the keeper
   * @param quickestStart the least between a pod's creation and its containers' start, milliseconds
   * @param slowestStart the most
   * @param slowNames the share of pods whose name resolves some seconds late
   */
  public record Settings(
      Duration grace, boolean preStop, long quickestStart, long slowestStart, double slowNames) {}

  private static final long POLL = 100;

  private final ApiServer api;
  private final Mongods mongods;
  private final Timeline timeline;
  private final Dice dice;
  private final Trace trace;
  private final Settings settings;
  private final Sidecar.Starter keepers;
  private final TreeMap<Integer, PodRun> pods = new TreeMap<>();
  private final TreeMap<Integer, Volume> volumes = new TreeMap<>();
  private final Set<Integer> withoutNode = new HashSet<>();
  private int template;
  private int addresses;
  private int uids;

  public Nodes(
      ApiServer api,
      Mongods mongods,
      Timeline timeline,
      Dice dice,
      Trace trace,
      Settings settings,
      Sidecar.Starter keepers) {
    this.api = api;
    this.mongods = mongods;
    this.timeline = timeline;
    this.dice = dice;
    this.trace = trace;
    this.settings = settings;
    this.keepers = keepers;
  }

  /** Lets the StatefulSet's controller begin. */
  public void control(boolean ordered) {
    new StatefulSetController(api, this, timeline, dice, ordered);
  }

  /** The pods that run or are to run, by ordinal. */
  public Collection<PodRun> pods() {
    return pods.values();
  }

  public Optional<PodRun> pod(int ordinal) {
    return Optional.ofNullable(pods.get(ordinal));
  }

  /** Every volume, whether its pod exists or not, by ordinal. */
  public Collection<Volume> volumes() {
    return volumes.values();
  }

  public Optional<Volume> volume(int ordinal) {
    return Optional.ofNullable(volumes.get(ordinal));
  }

  /** A claim and its volume, made before their pod. */
  public Volume claim(int ordinal) {
    Volume volume = new Volume(Names.claim(ordinal));
    volumes.put(ordinal, volume);
    List<Claim> claims = new ArrayList<>(api.state().claims());
    claims.add(new Claim(Names.claim(ordinal), ordinal, "claim-" + uids++));
    api.change(api.state().withClaims(claims));
    return volume;
  }

  /** A person deletes a claim that no pod uses, and its volume with it. */
  public void deleteClaim(int ordinal) {
    volumes.remove(ordinal);
    api.change(
        api.state()
            .withClaims(
                api.state().claims().stream().filter(c -> c.ordinal() != ordinal).toList()));
  }

  /** From now on no node takes this ordinal's pods: they stay pending. */
  public void refuseNode(int ordinal) {
    withoutNode.add(ordinal);
  }

  /** There is a node again for this ordinal's pod. */
  public void giveNode(int ordinal) {
    if (withoutNode.remove(ordinal)) {
      pod(ordinal).ifPresent(this::start);
    }
  }

  void create(int ordinal) {
    Volume volume = volumes.containsKey(ordinal) ? volumes.get(ordinal) : claim(ordinal);
    PodRun pod = new PodRun(ordinal, "pod-" + uids++, volume, template, Optional.empty());
    pods.put(ordinal, pod);
    tell(pod, "created");
    api.change(api.state().with(pod.asObject()));
    timeline.after(
        dice.between(settings.quickestStart(), settings.slowestStart()), () -> start(pod));
  }

  /** Deletes a pod, as its controller or a person does. */
  public void delete(String name) {
    pod(Names.ordinal(name))
        .filter(pod -> !pod.terminating())
        .ifPresent(
            pod -> {
              pod.grace = Optional.of(settings.grace());
              pod.graceBegan = timeline.now();
              tell(pod, "is to end");
              api.change(api.state().with(pod.asObject()));
              timeline.after(dice.between(10, 300), () -> end(pod));
            });
  }

  /** A person gives up a pod whose machine is off: its controller makes it anew elsewhere. */
  public void forceDelete(PodRun pod) {
    if (pod.gone) {
      return;
    }
    pod.gone = true;
    pods.remove(pod.ordinal(), pod);
    unname(pod);
    mongods.power(pod.name(), true);
    tell(pod, "is deleted by force");
    api.whenUp(() -> api.change(api.state().withoutPod(pod.name())));
  }

  /** The machine of a pod goes off: nothing on it answers, and nobody is told. */
  public void powerOff(PodRun pod) {
    if (pod.gone) {
      return;
    }
    pod.lost = true;
    mongods.power(pod.name(), false);
    kill(pod);
    stopKeeper(pod);
    tell(pod, "its machine goes off");
  }

  /** The machine comes back, and with it the pod. */
  public void powerOn(PodRun pod) {
    if (pod.lost && !pod.gone) {
      pod.lost = false;
      mongods.power(pod.name(), true);
      tell(pod, "its machine is on again");
      if (pod.terminating()) {
        finish(pod);
      } else if (pod.ip.isEmpty()) {
        start(pod);
      } else {
        startMongod(pod);
        startKeeper(pod);
      }
    }
  }

  /** kill -9 of a pod's mongod; its node starts it again. */
  public void crashMongod(PodRun pod) {
    kill(pod);
    tell(pod, "its mongod is killed");
    publish(pod);
    restart(pod, () -> startMongod(pod));
  }

  /** kill -9 of a pod's mongod, and its volume is empty when it starts again. */
  public void wipe(PodRun pod) {
    kill(pod);
    pod.volume().wipe();
    tell(pod, "its volume is emptied");
    publish(pod);
    restart(pod, () -> startMongod(pod));
  }

  /** kill -9 of a pod's keeper; its node starts it again. */
  public void crashKeeper(PodRun pod) {
    stopKeeper(pod);
    restart(pod, () -> startKeeper(pod));
  }

  /** A person changes the pods' template: every pod is replaced, one by one. */
  public void rollOut() {
    template++;
    api.change(api.state());
  }

  boolean isOutdated(String name) {
    return pod(Names.ordinal(name)).filter(pod -> pod.template() < template).isPresent();
  }

  private void restart(PodRun pod, Runnable again) {
    long backOff = Math.min(10_000, 500L << Math.min(pod.restarts++, 5));
    timeline.after(dice.between(backOff / 2, backOff), again);
  }

  private void start(PodRun pod) {
    if (pod.gone || pod.lost || pod.ip.isPresent() || withoutNode.contains(pod.ordinal())) {
      return;
    }
    if (pod.terminating()) {
      finish(pod);
      return;
    }
    String ip = "10.0.%d.%d".formatted(addresses / 250, addresses++ % 250 + 1);
    pod.ip = Optional.of(ip);
    mongods.name(Names.at(ip), pod.name());
    if (dice.happens(settings.slowNames())) {
      timeline.after(dice.between(200, 5_000), () -> name(pod));
    } else {
      name(pod);
    }
    startMongod(pod);
    timeline.after(dice.between(0, 1_500), () -> startKeeper(pod));
  }

  private void name(PodRun pod) {
    if (!pod.gone) {
      mongods.name(Names.host(pod.ordinal()), pod.name());
    }
  }

  private void startMongod(PodRun pod) {
    if (mayStart(pod) && pod.mongod().isEmpty()) {
      pod.mongod = Optional.of(mongods.start(pod.name(), pod.volume()));
      tell(pod, "its mongod starts");
      publish(pod);
    }
  }

  private void startKeeper(PodRun pod) {
    if (mayStart(pod) && pod.keeper.isEmpty()) {
      pod.keeper = Optional.of(keepers.start(pod));
    }
  }

  private static boolean mayStart(PodRun pod) {
    return !pod.gone && !pod.lost && !pod.ending && pod.ip.isPresent();
  }

  private void kill(PodRun pod) {
    pod.mongod().ifPresent(SimMongod::kill);
    keepers.mongodEnded(pod.name());
  }

  private static void stopKeeper(PodRun pod) {
    pod.keeper.ifPresent(Sidecar::kill);
    pod.keeper = Optional.empty();
  }

  private void publish(PodRun pod) {
    timeline.after(
        dice.between(10, 100),
        () ->
            api.whenUp(
                () -> {
                  if (!pod.gone && !pod.lost) {
                    api.change(api.state().with(pod.asObject()));
                  }
                }));
  }

  private void end(PodRun pod) {
    if (pod.gone || pod.lost || pod.ending) {
      return;
    }
    pod.ending = true;
    timeline.after(settings.grace().toMillis(), () -> finish(pod));
    askGate(pod);
  }

  /** The pre-stop hook: a keeper that is not there fails it, and then nobody waits. */
  private void askGate(PodRun pod) {
    if (pod.gone || pod.lost) {
      return;
    }
    boolean mayEnd = !settings.preStop() || pod.keeper().map(Sidecar::letsGo).orElse(true);
    if (mayEnd) {
      pod.mongod().ifPresent(SimMongod::terminate);
      awaitEnd(pod);
    } else {
      timeline.after(POLL, () -> askGate(pod));
    }
  }

  private void awaitEnd(PodRun pod) {
    if (pod.mongod().isEmpty()) {
      finish(pod);
    } else if (!pod.gone) {
      timeline.after(POLL, () -> awaitEnd(pod));
    }
  }

  private void finish(PodRun pod) {
    if (pod.gone || pod.lost) {
      return;
    }
    pod.gone = true;
    kill(pod);
    stopKeeper(pod);
    pods.remove(pod.ordinal(), pod);
    unname(pod);
    tell(pod, "has ended");
    timeline.after(dice.between(10, 200), () -> api.whenUp(() -> remove(pod)));
  }

  private void remove(PodRun pod) {
    Optional<Pod> shown = api.state().pod(pod.name()).filter(p -> p.uid().equals(pod.uid()));
    if (shown.isPresent()) {
      api.change(api.state().withoutPod(pod.name()));
    }
  }

  private void unname(PodRun pod) {
    pod.ip.map(Names::at).ifPresent(mongods::forget);
    mongods.forget(Names.host(pod.ordinal()));
  }

  private void tell(PodRun pod, String what) {
    if (trace.isRecording()) {
      trace.add(timeline.now(), "pod/" + pod.name(), Trace.Kind.POD, pod.name() + " " + what);
    }
  }
}
