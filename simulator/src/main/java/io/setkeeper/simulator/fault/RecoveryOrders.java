package io.setkeeper.simulator.fault;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.run.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person orders a recovery: takes whom to give up from what the keepers print, makes sure that
 * those are lost for good, and names the freshest survivor.
 */
final class RecoveryOrders {
  private static final Pattern PRINTED =
      Pattern.compile(Pattern.quote(Annotations.RECOVER_FROM) + "='([^']+)'");

  private final World world;
  private final IntPredicate lostForGood;

  /**
   * @param lostForGood whether the pod of an ordinal is, with its volume
   */
  RecoveryOrders(World world, IntPredicate lostForGood) {
    this.world = world;
    this.lostForGood = lostForGood;
  }

  /** Orders what the keepers' reasons ask for; an order that was refused is taken back first. */
  void order(Map<String, String> reasons) {
    if (world.api().state().statefulSet().wishes().recoverFrom().isPresent()) {
      world
          .api()
          .order("the order is taken back", People.wish(People.recoverFrom(Optional.empty())));
      return;
    }
    Optional<PodRun> survivor = freshest();
    if (survivor.filter(this::isScaledAway).isPresent()) {
      keep(survivor.get());
      return;
    }
    survivor
        .flatMap(pod -> order(pod, reasons))
        .ifPresent(
            order ->
                world
                    .api()
                    .order(
                        "ordered to recover from " + order,
                        People.wish(People.recoverFrom(Optional.of(order)))));
  }

  private boolean isScaledAway(PodRun pod) {
    return !world.api().state().statefulSet().wants(pod.ordinal());
  }

  /** A survivor that is to go is none: the keepers say to scale up first. */
  private void keep(PodRun survivor) {
    world.api().order("size is replicas", People.wish(People.size(OptionalInt.empty())));
    int wanted = survivor.ordinal() + 1;
    if (world.api().state().statefulSet().replicas() < wanted) {
      world.api().order("scaled up again, to " + wanted, People.scaleTo(wanted));
    }
  }

  private Optional<PodRun> freshest() {
    return world.nodes().pods().stream()
        .filter(pod -> pod.mongod().flatMap(SimMongod::config).isPresent())
        .max(
            Comparator.comparing((PodRun pod) -> pod.volume().oplog().at())
                .thenComparing(pod -> pod.volume().config().orElseThrow().version()));
  }

  private Optional<RecoverFrom> order(PodRun survivor, Map<String, String> reasons) {
    return printed(survivor.name(), reasons)
        .or(
            () ->
                world.nodes().pods().stream()
                    .flatMap(pod -> printed(pod.name(), reasons).stream())
                    .findFirst())
        .map(RecoverFrom::givenUp)
        .map(all -> all.stream().filter(name -> !name.equals(survivor.name())).toList())
        .filter(all -> !all.isEmpty() && all.stream().allMatch(name -> isLost(name, survivor)))
        .map(all -> ordered(survivor, all));
  }

  private static RecoverFrom ordered(PodRun survivor, List<String> givenUp) {
    return new RecoverFrom(
        survivor.name(), survivor.volume().config().orElseThrow().version(), givenUp);
  }

  private static Optional<RecoverFrom> printed(String pod, Map<String, String> reasons) {
    Matcher matcher = PRINTED.matcher(reasons.getOrDefault(pod, ""));
    return matcher.find() ? Optional.of(RecoverFrom.parse(matcher.group(1))) : Optional.empty();
  }

  /**
   * A pod whose machine burned down; one that is no more and left nothing, or nothing new and has
   * no vote (with its vote it could come back as a member of the set's other half); nobody's
   * address.
   */
  private boolean isLost(String name, PodRun survivor) {
    String label = name.split("[.:]", 2)[0];
    if (!label.startsWith(Names.SET + "-")) {
      return world.mongods().resolve(HostPort.parse(name)).isEmpty();
    }
    int ordinal = Names.ordinal(label);
    boolean votes =
        survivor.volume().config().orElseThrow().voters().stream()
            .anyMatch(voter -> voter.host().equals(Names.host(ordinal)));
    boolean isHarmless =
        world
            .nodes()
            .volume(ordinal)
            .filter(v -> !v.isEmpty())
            .filter(v -> votes || v.oplog().at().compareTo(survivor.volume().oplog().at()) > 0)
            .isEmpty();
    boolean wasScaledAway = world.nodes().pod(ordinal).isEmpty() && isHarmless;
    return wasScaledAway || lostForGood.test(ordinal);
  }
}
