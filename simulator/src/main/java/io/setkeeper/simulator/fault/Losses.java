package io.setkeeper.simulator.fault;

import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.mongod.Volume;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.time.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Faults that destroy data. A single volume is emptied only within the bound that {@link
 * io.setkeeper.core.invariant.AcknowledgedWrites} writes down; what goes beyond it is forgiven, and
 * repaired by order.
 */
final class Losses {
  private final Turmoil turmoil;
  private final World world;
  private final Dice dice;
  private final Operator operator;
  private final List<Integer> withoutNode = new ArrayList<>();
  private boolean repairing;

  Losses(Turmoil turmoil) {
    this.turmoil = turmoil;
    this.world = turmoil.world();
    this.dice = turmoil.dice();
    this.operator = new Operator(world, withoutNode::contains);
  }

  /** Somebody is called who helps where the set does not help itself. */
  void callOperator() {
    operator.call();
  }

  /** Whether people are busy with what was lost: they don't scale meanwhile. */
  boolean areRepaired() {
    if (repairing && withoutNode.isEmpty() && world.lacks().isEmpty()) {
      repairing = false;
    }
    return !repairing;
  }

  /** Empties a pod's volume, where MongoDB can bear it. */
  void wipe(PodRun pod) {
    if (isBearable(pod)) {
      world.wipe(pod);
    }
  }

  private boolean isBearable(PodRun pod) {
    Optional<ReplicaSetConfig> config = world.primary().flatMap(SimMongod::config);
    if (config.isEmpty() || world.lacks().isPresent()) {
      return false;
    }
    List<Member> voters = config.get().voters();
    boolean everywhere =
        voters.stream()
                .flatMap(v -> volume(v).stream())
                .filter(volume -> world.holdsEverything(volume.oplog()))
                .count()
            == voters.size();
    boolean noOlderConfig =
        world.nodes().volumes().stream()
            .flatMap(v -> v.config().stream())
            .allMatch(c -> c.version().equals(config.get().version()));
    return everywhere && noOlderConfig && voters.size() > 1 && pod.mongod().isPresent();
  }

  private Optional<Volume> volume(Member member) {
    OptionalInt ordinal = world.api().state().statefulSet().ordinalOf(member.host());
    return ordinal.isPresent() ? world.nodes().volume(ordinal.getAsInt()) : Optional.empty();
  }

  /** A person tidies up: claims of pods that are gone and no members any more. */
  void deleteClaim() {
    Optional<ReplicaSetConfig> config = world.primary().flatMap(SimMongod::config);
    if (config.isEmpty() || world.lacks().isPresent()) {
      return;
    }
    for (var claim : world.api().state().claims()) {
      boolean free =
          world.nodes().pod(claim.ordinal()).isEmpty()
              && world.api().state().pod(Names.pod(claim.ordinal())).isEmpty()
              && config.get().member(Names.host(claim.ordinal())).isEmpty()
              && !world.api().state().statefulSet().wants(claim.ordinal());
      if (free) {
        turmoil.tell("claim %s is deleted".formatted(claim.name()));
        world.nodes().deleteClaim(claim.ordinal());
        world.emptied(Names.pod(claim.ordinal()));
        return;
      }
    }
  }

  /** The machines of a majority burn down, disks and all; there are no others for a while. */
  void loseMajority() {
    Optional<ReplicaSetConfig> config = world.primary().flatMap(SimMongod::config);
    if (!areRepaired() || config.isEmpty() || world.lacks().isPresent()) {
      return;
    }
    List<Member> withData =
        config.get().voters().stream().filter(member -> !member.arbiterOnly()).toList();
    List<PodRun> voters =
        new ArrayList<>(
            world.nodes().pods().stream()
                .filter(p -> withData.stream().anyMatch(m -> isHost(m, p)))
                .toList());
    int majority = config.get().voters().size() / 2 + 1;
    if (voters.size() <= majority || voters.size() < withData.size()) {
      return; // somebody with data must be left
    }
    for (int i = 0; i < majority; i++) {
      PodRun pod = dice.oneOf(voters);
      voters.remove(pod);
      withoutNode.add(pod.ordinal());
    }
    turmoil.tell("the machines of %s are lost for good".formatted(withoutNode));
    for (int ordinal : withoutNode) {
      world.nodes().refuseNode(ordinal);
      world.nodes().pod(ordinal).ifPresent(this::destroy);
    }
    repairing = true;
    operator.call();
    world.timeline().after(dice.between(40_000, 70_000), this::giveNodes);
  }

  private static boolean isHost(Member member, PodRun pod) {
    return member.host().equals(Names.host(pod.ordinal()));
  }

  private void destroy(PodRun pod) {
    world.nodes().powerOff(pod);
    pod.volume().wipe();
    world.emptied(pod.name());
    world.nodes().forceDelete(pod);
  }

  private void giveNodes() {
    if (!withoutNode.isEmpty() && world.primary().isEmpty()) {
      // Nobody ordered anything in time: a majority comes back empty under its old names, votes,
      // and may elect whoever lacks a write. That is beyond what any set can bear.
      world.forgiveLosses();
    }
    withoutNode.forEach(world.nodes()::giveNode);
    withoutNode.clear();
  }

  /** Every volume is emptied: nothing of the set is left. */
  void loseEverything() {
    if (world.primary().isEmpty() || !areRepaired()) {
      return;
    }
    turmoil.tell("every volume is lost");
    List.copyOf(world.nodes().pods()).forEach(world::wipe);
    for (Claim claim : world.api().state().claims()) {
      world.nodes().volume(claim.ordinal()).ifPresent(Volume::wipe);
      world.emptied(Names.pod(claim.ordinal()));
    }
    repairing = true;
    world.forgiveLosses();
    operator.call();
  }

  void end() {
    giveNodes();
  }
}
