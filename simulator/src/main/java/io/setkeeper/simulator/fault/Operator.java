package io.setkeeper.simulator.fault;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.simulator.keeper.KeeperObserver;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.mongod.Volume;
import io.setkeeper.simulator.run.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The person who is called when a set does not help itself: reads what the keepers say, and writes
 * the order that they print, for the freshest survivor. Looks every few seconds, from the moment on
 * at which it is called.
 */
final class Operator implements KeeperObserver {
  private static final long EVERY = 3_000;

  /** So many looks without a primary are borne: MongoDB elects by itself within 12 s. */
  private static final int PATIENCE = 5;

  private static final Pattern AFRESH =
      Pattern.compile(Pattern.quote(Annotations.START_AFRESH) + "=(\\S+)");

  private final World world;
  private final RecoveryOrders recovery;
  private final Remedies remedies;
  private final Map<String, String> reasons = new HashMap<>();
  private boolean called;
  private int withoutPrimary;
  private int held;

  /**
   * @param lostForGood whether the pod of an ordinal is, with its volume
   */
  Operator(World world, IntPredicate lostForGood) {
    this.world = world;
    this.recovery = new RecoveryOrders(world, lostForGood);
    this.remedies = new Remedies(world);
    world.observe(this);
  }

  void call() {
    if (!called) {
      called = true;
      look();
    }
  }

  @Override
  public void decided(Snapshot snapshot, Decision decision) {
    reasons.put(snapshot.self(), decision.reason().why());
  }

  private void look() {
    if (!called) {
      return;
    }
    boolean hasPrimary = world.primary().isPresent();
    withoutPrimary = hasPrimary ? 0 : withoutPrimary + 1;
    held = isCommitted() && !isHeldUp() ? 0 : held + 1;
    if (!world.api().isUp()) {
      // Nothing can be ordered.
    } else if (hasPrimary) {
      remedies.apply(reasons);
      if (held >= PATIENCE) {
        bringBackVoters(); // arbiters elect, and acknowledge nothing
      }
    } else if (withoutPrimary >= PATIENCE && !bringBackVoters() && !restartTheLost()) {
      recovery.order(reasons);
      orderFreshStart();
      tidyUp();
    }
    world.timeline().after(EVERY, this::look);
  }

  private boolean isCommitted() {
    return world
        .primary()
        .map(SimMongod::ask)
        .filter(said -> said instanceof Mongod.InSet in && in.committed())
        .isPresent();
  }

  /** Whether the primary's keeper waits for voters with data before it removes any. */
  private boolean isHeldUp() {
    return world
        .primary()
        .map(primary -> reasons.getOrDefault(primary.place(), ""))
        .filter(why -> why.contains("would not be a healthy majority"))
        .isPresent();
  }

  /**
   * Voters that were scaled away before they were removed, and whose volumes are there still: they
   * come back, and are removed in order later. So does a volume that has more than every pod's: the
   * keepers of empty ones say of its claim that it may hold the set.
   */
  private boolean bringBackVoters() {
    int replicas = world.api().state().statefulSet().replicas();
    IntStream voters =
        world.nodes().volumes().stream()
            .flatMap(volume -> volume.config().stream())
            .flatMap(config -> config.voters().stream())
            .map(voter -> world.api().state().statefulSet().ordinalOf(voter.host()))
            .flatMapToInt(OptionalInt::stream);
    IntStream fresher =
        world.api().state().claims().stream().mapToInt(Claim::ordinal).filter(this::hasMore);
    int wanted =
        IntStream.concat(voters, fresher)
            .filter(ordinal -> world.nodes().volume(ordinal).filter(v -> !v.isEmpty()).isPresent())
            .max()
            .orElse(-1);
    if (wanted < replicas) {
      return false;
    }
    world.api().order("scaled up again, to " + (wanted + 1), People.scaleTo(wanted + 1));
    return true;
  }

  private boolean hasMore(int ordinal) {
    return world
        .nodes()
        .volume(ordinal)
        .filter(
            volume ->
                world.nodes().pods().stream()
                    .allMatch(p -> volume.oplog().at().compareTo(p.volume().oplog().at()) > 0))
        .isPresent();
  }

  private void orderFreshStart() {
    for (PodRun pod : world.nodes().pods()) {
      Optional<String> identity = find(AFRESH, pod);
      boolean known =
          identity.isPresent()
              && world.api().state().statefulSet().wishes().startAfresh().equals(identity);
      if (identity.isPresent() && !known) {
        world
            .api()
            .order(
                "ordered to start afresh, in place of " + identity.get(),
                People.wish(People.startAfresh(identity.get())));
      }
    }
  }

  /**
   * Claims whose pods are not to come are in the way of an initiation: nobody can say what their
   * volumes hold. The person looks, and deletes them if no volume at all holds anything.
   */
  private void tidyUp() {
    if (!world.nodes().volumes().stream().allMatch(Volume::isEmpty)) {
      return;
    }
    int replicas = world.api().state().statefulSet().replicas();
    for (Claim claim : world.api().state().claims()) {
      if (world.nodes().pod(claim.ordinal()).isEmpty() && claim.ordinal() >= replicas) {
        world.nodes().deleteClaim(claim.ordinal());
      }
    }
  }

  /**
   * A mongod that starts before its own name resolves finds itself in no config, and does not look
   * again; where there is nobody to tell it, only another start helps.
   */
  private boolean restartTheLost() {
    boolean any = false;
    for (PodRun pod : List.copyOf(world.nodes().pods())) {
      boolean isLost =
          pod.mongod()
              .filter(m -> m.state() == MemberState.REMOVED)
              .flatMap(SimMongod::config)
              .flatMap(c -> c.member(Names.host(pod.ordinal())))
              .isPresent();
      if (isLost) {
        world.nodes().crashMongod(pod);
        any = true;
      }
    }
    return any;
  }

  private Optional<String> find(Pattern pattern, PodRun pod) {
    Matcher matcher = pattern.matcher(reasons.getOrDefault(pod.name(), ""));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
