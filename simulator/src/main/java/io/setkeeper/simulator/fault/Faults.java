package io.setkeeper.simulator.fault;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.simulator.keeper.KeeperObserver;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.time.Dice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Lets things go wrong by chance until they are ended: each run with kinds of its own, so that some
 * runs have much of one kind, and some a little of all.
 */
public final class Faults implements KeeperObserver {
  private final World world;
  private final Dice dice;
  private final Turmoil turmoil;
  private final NetworkFaults network;
  private final ProcessFaults processes;
  private final Orders orders;
  private final Losses losses;
  private final List<Fault> kinds;
  private final long slowest;
  private final double inAction;

  /**
   * @param quiet for so many milliseconds nothing goes wrong yet
   */
  public Faults(World world, Dice dice, long quiet) {
    this.world = world;
    this.dice = dice;
    this.turmoil = new Turmoil(world, dice);
    this.network = new NetworkFaults(turmoil);
    this.processes = new ProcessFaults(turmoil);
    this.losses = new Losses(turmoil);
    this.orders = new Orders(turmoil, losses::areRepaired);
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
              if (!turmoil.isOver() && !kinds.isEmpty()) {
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
    turmoil.end();
    turmoil.tell("the faults end");
    world.network().healAll();
    world.api().up();
    world.nodes().pods().forEach(processes::thaw);
    List.copyOf(world.nodes().pods()).forEach(world.nodes()::powerOn);
    losses.end();
    orders.end();
    losses.callOperator();
  }

  @Override
  public void acts(Snapshot snapshot, Action action, long lookBegan) {
    if (!turmoil.isOver() && dice.happens(inAction)) {
      int ordinal = Names.ordinal(snapshot.self());
      world
          .timeline()
          .after(
              dice.between(0, 30), () -> world.nodes().pod(ordinal).ifPresent(this::crashKeeper));
    }
  }

  private void crashKeeper(PodRun pod) {
    turmoil.tell("the keeper of " + pod.name() + " is killed");
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
      case PARTITION -> network.partition(pods);
      case ONE_WAY -> network.oneWay(pod.name(), dice.oneOf(pods).name());
      case WEATHER -> network.weather();
      case API_AWAY -> network.apiAway();
      case API_CUT -> network.apiCut(pod.name());
      case STALE_CACHES -> processes.stick(pod);
      case FREEZE -> processes.freeze(primaryOr(pod), true, true);
      case KEEPER_FREEZE -> processes.freeze(primaryOr(pod), false, true);
      case MONGOD_FREEZE -> processes.freeze(primaryOr(pod), true, false);
      case RESCHEDULE -> world.nodes().delete(primaryOr(pod).name());
      case MACHINE_OFF -> processes.machineOff(primaryOr(pod));
      case ROLL_OUT -> world.nodes().rollOut();
      case ALL_ADDRESSES_NEW -> pods.forEach(p -> world.nodes().delete(p.name()));
      case SCALE -> orders.scaleAnywhere();
      case SCALE_TO_ZERO -> orders.scaleToZero();
      case SIZE -> orders.size();
      case PAUSE -> orders.pause();
      case MEMBER_WISH -> orders.wish(dice.oneOf(pods).ordinal());
      case BAD_ANNOTATION -> orders.badAnnotation(pod.ordinal());
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

  /** For the table of a campaign. */
  public static Collection<Fault> all() {
    return Arrays.asList(Fault.values());
  }
}
