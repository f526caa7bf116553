package io.setkeeper.simulator.fault;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.simulator.keeper.KeeperObserver;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.kubernetes.Sidecar;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.time.Dice;
import io.setkeeper.simulator.time.Network;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Lets things go wrong by chance until they are ended: each run with kinds of its own, so that some
 * runs have much of one kind, and some a little of all.
 */
public final class Faults implements KeeperObserver {
  private static final int MOST_REPLICAS = 9;

  private final World world;
  private final Dice dice;
  private final Losses losses;
  private final List<Fault> kinds;
  private final long slowest;
  private final double inAction;
  private boolean over;
  private int beforeZero;

  /**
   * @param quiet for so many milliseconds nothing goes wrong yet
   */
  public Faults(World world, Dice dice, long quiet) {
    this.world = world;
    this.dice = dice;
    this.losses = new Losses(world, dice);
    this.kinds = kinds(dice);
    this.slowest = dice.oneOf(List.of(5_000L, 12_000L, 30_000L));
    this.inAction = kinds.contains(Fault.KEEPER_CRASH_IN_ACTION) ? 0.1 : 0;
    world.observe(this);
    world.timeline().after(quiet, this::next);
  }

  /** About a third of the kinds; in one run of eight none at all. */
  private static List<Fault> kinds(Dice dice) {
    double share = dice.oneOf(List.of(0.0, 0.1, 0.2, 0.3, 0.3, 0.4, 0.6, 1.0));
    List<Fault> chosen = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      double rarity =
          fault == Fault.ALL_LOST || fault == Fault.MAJORITY_LOST || fault == Fault.SCALE_TO_ZERO
              ? 0.4
              : 1;
      if (dice.happens(share * rarity)) {
        chosen.add(fault);
      }
    }
    return chosen;
  }

  /** The kinds of this run. */
  public List<Fault> kinds() {
    return List.copyOf(kinds);
  }

  private void next() {
    world
        .timeline()
        .after(
            dice.between(200, slowest),
            () -> {
              if (!over && !kinds.isEmpty()) {
                int atOnce = dice.happens(0.15) ? 3 : 1;
                for (int i = 0; i < atOnce; i++) {
                  begin(dice.oneOf(kinds));
                }
                next();
              }
            });
  }

  /** Ends every fault: from now on nothing disturbs the set. */
  public void end() {
    over = true;
    tell("the faults end");
    world.network().healAll();
    world.api().up();
    world.nodes().pods().forEach(this::thaw);
    List.copyOf(world.nodes().pods()).forEach(world.nodes()::powerOn);
    losses.end();
    world.api().order("the set goes on", People.wish(People.paused(false)));
    world.api().order("annotations are mended", People.wish(People.faults(Optional.empty())));
    if (beforeZero > 0) {
      scale(beforeZero);
    }
    int replicas = world.api().state().statefulSet().replicas();
    OptionalInt size = world.api().state().statefulSet().wishes().size();
    if (size.isPresent() && size.getAsInt() > replicas) {
      world.api().order("size is replicas", People.wish(People.size(OptionalInt.empty())));
    }
    losses.callOperator();
  }

  @Override
  public void acts(Snapshot snapshot, Action action, long lookBegan) {
    if (!over && dice.happens(inAction)) {
      int ordinal = Names.ordinal(snapshot.self());
      world
          .timeline()
          .after(
              dice.between(0, 30), () -> world.nodes().pod(ordinal).ifPresent(this::crashKeeper));
    }
  }

  private void crashKeeper(PodRun pod) {
    tell("the keeper of " + pod.name() + " is killed");
    world.nodes().crashKeeper(pod);
  }

  private void begin(Fault fault) {
    List<PodRun> pods = List.copyOf(world.nodes().pods());
    if (pods.isEmpty()) {
      return;
    }
    PodRun pod = dice.oneOf(pods);
    switch (fault) {
      case CRASH -> world.nodes().crashMongod(primaryOr(pod));
      case CRASH_SEVERAL -> some(pods).forEach(world.nodes()::crashMongod);
      case KEEPER_CRASH -> crashKeeper(primaryOr(pod));
      case KEEPER_CRASH_IN_ACTION -> {} // see acts
      case WIPE -> losses.wipe(pod);
      case PARTITION -> partition(pods);
      case ONE_WAY -> oneWay(pod.name(), dice.oneOf(pods).name());
      case WEATHER -> weather();
      case API_AWAY -> apiAway();
      case API_CUT -> apiCut(pod.name());
      case STALE_CACHES -> stick(pod);
      case FREEZE -> freeze(primaryOr(pod), true, true);
      case KEEPER_FREEZE -> freeze(primaryOr(pod), false, true);
      case MONGOD_FREEZE -> freeze(primaryOr(pod), true, false);
      case RESCHEDULE -> world.nodes().delete(primaryOr(pod).name());
      case MACHINE_OFF -> machineOff(primaryOr(pod));
      case ROLL_OUT -> world.nodes().rollOut();
      case ALL_ADDRESSES_NEW -> pods.forEach(p -> world.nodes().delete(p.name()));
      case SCALE -> scaleAnywhere();
      case SCALE_TO_ZERO -> scaleToZero();
      case SIZE -> size();
      case PAUSE -> pause();
      case MEMBER_WISH -> wish(dice.oneOf(pods).ordinal());
      case BAD_ANNOTATION -> badAnnotation(pod.ordinal());
      case CLAIM_DELETED -> losses.deleteClaim();
      case MAJORITY_LOST -> losses.loseMajority();
      case ALL_LOST -> losses.loseEverything();
    }
  }

  /** The primary's pod in half of the cases: most rules are about it. */
  private PodRun primaryOr(PodRun pod) {
    return dice.happens(0.5)
        ? world
            .primary()
            .map(SimMongod::place)
            .flatMap(place -> world.nodes().pod(Names.ordinal(place)))
            .orElse(pod)
        : pod;
  }

  private List<PodRun> some(List<PodRun> pods) {
    double share = dice.oneOf(List.of(0.3, 0.6, 1.0));
    return pods.stream().filter(p -> dice.happens(share)).toList();
  }

  private void partition(List<PodRun> pods) {
    List<String> one = new ArrayList<>();
    List<String> other = new ArrayList<>();
    pods.forEach(pod -> (dice.happens(0.5) ? one : other).add(pod.name()));
    if (dice.happens(0.5)) {
      (dice.happens(0.5) ? one : other).add(Network.API);
    }
    tell("partition: %s | %s".formatted(one, other));
    for (String here : one) {
      for (String there : other) {
        cut(here, there);
        cut(there, here);
      }
    }
    later(
        2_000,
        40_000,
        () -> {
          tell("partition ends: %s | %s".formatted(one, other));
          for (String here : one) {
            for (String there : other) {
              world.network().heal(here, there);
              world.network().heal(there, here);
            }
          }
        });
  }

  private void oneWay(String from, String to) {
    if (!from.equals(to)) {
      tell("nothing gets from %s to %s".formatted(from, to));
      cut(from, to);
      later(
          2_000,
          40_000,
          () -> {
            tell("%s reaches %s again".formatted(from, to));
            world.network().heal(from, to);
          });
    }
  }

  private void cut(String from, String to) {
    world.network().cut(from, to);
  }

  private void weather() {
    double loss = dice.oneOf(List.of(0.01, 0.05, 0.2));
    long slow = dice.oneOf(List.of(20L, 200L, 2_000L));
    tell("messages take up to %d ms, and %d in 100 are lost".formatted(slow, (int) (loss * 100)));
    world.network().weather(loss, slow);
    later(
        3_000,
        30_000,
        () -> {
          tell("messages are quick again");
          world.network().weather(0, 5);
        });
  }

  private void apiAway() {
    tell("the API server is away");
    world.api().down();
    later(
        1_000,
        30_000,
        () -> {
          tell("the API server is back");
          world.api().up();
        });
  }

  private void apiCut(String pod) {
    String from = dice.happens(0.5) ? pod : Network.API;
    String to = from.equals(pod) ? Network.API : pod;
    oneWay(from, to);
  }

  private void stick(PodRun pod) {
    long until = world.timeline().now() + dice.between(1_000, 40_000);
    tell("the informers of %s show nothing new".formatted(pod.name()));
    world.keepers().in(pod.name()).ifPresent(keeper -> keeper.stickCaches(until));
  }

  private void freeze(PodRun pod, boolean mongod, boolean keeper) {
    tell(
        "%s stands still%s"
            .formatted(pod.name(), mongod && keeper ? "" : mongod ? ": mongod" : ": keeper"));
    if (mongod) {
      pod.mongod().ifPresent(SimMongod::freeze);
    }
    if (keeper) {
      pod.keeper().ifPresent(Sidecar::freeze);
    }
    later(
        500,
        30_000,
        () -> {
          tell(pod.name() + " goes on");
          thaw(pod);
        });
  }

  private void thaw(PodRun pod) {
    pod.mongod().filter(SimMongod::frozen).ifPresent(SimMongod::thaw);
    pod.keeper().ifPresent(Sidecar::thaw);
  }

  private void machineOff(PodRun pod) {
    world.nodes().powerOff(pod);
    boolean comesBack = dice.happens(0.5);
    later(
        3_000,
        60_000,
        () -> {
          if (comesBack || !pod.lost()) {
            world.nodes().powerOn(pod);
          } else {
            world.nodes().forceDelete(pod);
          }
        });
  }

  private void scaleAnywhere() {
    if (losses.areRepaired() && beforeZero == 0) {
      scale((int) dice.between(1, MOST_REPLICAS));
    }
  }

  private void scale(int replicas) {
    world.api().order("scaled to " + replicas, People.scaleTo(replicas));
  }

  private void scaleToZero() {
    if (!losses.areRepaired() || beforeZero > 0) {
      return;
    }
    beforeZero = world.api().state().statefulSet().replicas();
    scale(0);
    later(
        3_000,
        40_000,
        () -> {
          scale(beforeZero);
          beforeZero = 0;
        });
  }

  private void size() {
    int replicas = world.api().state().statefulSet().replicas();
    OptionalInt wanted =
        dice.happens(0.3) || replicas < 1 || !losses.areRepaired()
            ? OptionalInt.empty()
            : OptionalInt.of((int) dice.between(1, replicas));
    world.api().order("size is to be " + wanted, People.wish(People.size(wanted)));
  }

  private void pause() {
    world.api().order("paused", People.wish(People.paused(true)));
    later(1_000, 40_000, () -> world.api().order("goes on", People.wish(People.paused(false))));
  }

  private void wish(int ordinal) {
    int thrown = (int) dice.between(1, 4);
    MemberSettings settings =
        switch (thrown == 2 && ordinal == 0 ? 1 : thrown) {
          case 1 -> settings(OptionalInt.empty(), OptionalDouble.of(5), Optional.empty(), Map.of());
          case 2 ->
              settings(OptionalInt.empty(), OptionalDouble.of(0), Optional.of(true), Map.of());
          case 3 ->
              settings(
                  OptionalInt.empty(),
                  OptionalDouble.empty(),
                  Optional.empty(),
                  new HashMap<>(Map.of("use", "report")));
          default -> MemberSettings.NONE;
        };
    world
        .api()
        .order(
            "wished for mongo-%d: %s".formatted(ordinal, settings),
            People.wish(People.member(ordinal, settings)));
  }

  private static MemberSettings settings(
      OptionalInt votes,
      OptionalDouble priority,
      Optional<Boolean> hidden,
      Map<String, String> tags) {
    return new MemberSettings(votes, priority, hidden, OptionalLong.empty(), false, tags);
  }

  private void badAnnotation(int ordinal) {
    Wishes.Fault fault =
        dice.happens(0.5)
            ? People.badSize()
            : new Wishes.Fault(Annotations.MEMBER + ordinal, "'no' is no JSON object");
    world.api().order("bad annotation " + fault, People.wish(People.faults(Optional.of(fault))));
    later(
        2_000,
        30_000,
        () -> world.api().order("mended annotation", People.wish(People.faults(Optional.empty()))));
  }

  /** Some time from now, unless all faults were ended by then. */
  private void later(long least, long most, Runnable what) {
    world
        .timeline()
        .after(
            dice.between(least, most),
            () -> {
              if (!over) {
                what.run();
              }
            });
  }

  private void tell(String what) {
    world.trace().add(world.timeline().now(), "world", Trace.Kind.FAULT, what);
  }

  /** For the table of a campaign. */
  public static Collection<Fault> all() {
    return Arrays.asList(Fault.values());
  }
}
