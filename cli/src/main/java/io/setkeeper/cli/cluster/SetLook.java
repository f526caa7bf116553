package io.setkeeper.cli.cluster;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.keeper.look.OutsideLook;
import io.setkeeper.keeper.look.Way;
import io.setkeeper.mongodb.MongodAccess;
import io.setkeeper.mongodb.Patience;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a set where it runs. A cluster's mongods are reached over the API server's port-forward,
 * else at their pods' addresses; a sandbox's at those.
 */
public final class SetLook implements AutoCloseable {
  private static final Way TO_THE_SANDBOX =
      new Way() {
        @Override
        public Optional<HostPort> to(Pod pod) {
          return POD_ADDRESS.to(pod);
        }

        @Override
        public Patience patience() {
          return Patience.HERE;
        }
      };

  private final MongoSet set;
  private final OutsideLook look;
  private final Optional<Forwards> forwards;

  private SetLook(MongoSet set, OutsideLook look, Optional<Forwards> forwards) {
    this.set = set;
    this.look = look;
    this.forwards = forwards;
  }

  /**
   * Nothing is asked of the set's members yet.
   *
   * @param kube that is not closed before this
   * @param access what a cluster's mongods demand
   * @throws Refusal where the StatefulSet is gone, or the API server does not answer
   * @throws IllegalArgumentException where a file of the access is not what it should be
   */
  public static SetLook open(Kube kube, Place place, MongoSet set, MongodAccess access) {
    return switch (place) {
      case Place.Sandbox _ ->
          new SetLook(
              set, look(kube, set, MongodAccess.OPEN, List.of(TO_THE_SANDBOX)), Optional.empty());
      case Place.Cluster _ -> {
        Forwards forwards = new Forwards(kube, set.namespace());
        yield new SetLook(
            set,
            look(kube, set, access, List.of(forwards, Way.POD_ADDRESS)),
            Optional.of(forwards));
      }
    };
  }

  private static OutsideLook look(Kube kube, MongoSet set, MongodAccess access, List<Way> ways) {
    try {
      return OutsideLook.open(kube.client(), set.namespace(), set.name(), access, ways)
          .orElseThrow(set::gone);
    } catch (IllegalStateException e) {
      throw new Refusal("It can't be looked at: " + e.getMessage(), "Try again");
    }
  }

  /** How it is now. Takes seconds where a member does not answer. */
  public Snapshot snapshot() {
    return look.snapshot();
  }

  /**
   * The same, where something has to be known of the members.
   *
   * @throws Refusal where none could be asked, because port-forward is not allowed
   */
  public Snapshot tellingSnapshot() {
    Snapshot snapshot = look.snapshot();
    if (!snapshot.mongods().isEmpty()
        && snapshot.mongods().values().stream().allMatch(Mongod.Unknown.class::isInstance)) {
      forwards.flatMap(Forwards::denial).ifPresent(why -> denied(set, why));
    }
    return snapshot;
  }

  private static void denied(MongoSet set, String why) {
    throw new Refusal(
        "No mongod of statefulset/%s can be asked: %s".formatted(set.name(), why), Forwards.REMEDY);
  }

  @Override
  public void close() {
    look.close();
    forwards.ifPresent(Forwards::close);
  }
}
