package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.INVALID_REPLICA_SET_CONFIG;
import static io.setkeeper.standin.replset.MongoError.NEW_CONFIG_INCOMPATIBLE;
import static io.setkeeper.standin.replset.MongoError.NODE_NOT_FOUND;

import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.List;
import java.util.Optional;

/** The rules of a reconfig, in mongod's order. */
final class NextConfig {
  private NextConfig() {}

  static ReplicaSetConfig of(ReplicaSetState.Member state, ReconfigRequest request)
      throws InvalidConfigException {
    ReplicaSetConfig old = state.config();
    ReplicaSetConfig parsed = ConfigParser.parse(request.config(), ConfigParser.Source.COMMAND);
    String setName = state.node().setName();
    if (!parsed.setName().equals(setName)) {
      throw new InvalidConfigException(
          INVALID_REPLICA_SET_CONFIG,
          "Rejecting reconfig where new config set name differs from command line set name, new"
              + " config set name: "
              + parsed.setName()
              + ", command line set name: "
              + setName);
    }
    ReplicaSetConfig next = withIdentity(withOldId(parsed, old), state, request);
    if (!request.force()) {
      next = next.withMembers(NewlyAdded.mark(old, next.members()));
      checkImplicitWriteConcern(old, next, request);
    }
    WholeConfigRules.check(next, NEW_CONFIG_INCOMPATIBLE);
    checkNewer(old, next);
    CompatibleConfigs.check(old, next, request.force());
    findSelf(next, request);
    return next;
  }

  private static ReplicaSetConfig withOldId(ReplicaSetConfig next, ReplicaSetConfig old) {
    Optional<ObjectId> id = old.settings().replicaSetId();
    boolean missing = next.settings().replicaSetId().isEmpty();
    return missing && id.isPresent()
        ? next.withSettings(next.settings().withReplicaSetId(id.get()))
        : next;
  }

  /**
   * The version and term to install with: the primary sets its own term whatever was given; a
   * forced config has none, and a version far above all that others may have made.
   */
  private static ReplicaSetConfig withIdentity(
      ReplicaSetConfig next, ReplicaSetState.Member state, ReconfigRequest request) {
    int given = next.version().version();
    if (!request.force()) {
      return next.withVersion(new ConfigVersion(given, state.term()));
    }
    int highest = Math.max(given, state.config().version().version());
    return next.withVersion(
        new ConfigVersion(highest + request.forcedIncrement(), ConfigVersion.NO_TERM));
  }

  private static void checkImplicitWriteConcern(
      ReplicaSetConfig old, ReplicaSetConfig next, ReconfigRequest request)
      throws InvalidConfigException {
    boolean changes = old.implicitWriteConcernIsMajority() != next.implicitWriteConcernIsMajority();
    if (changes && !request.defaultWriteConcernIsSet()) {
      throw new InvalidConfigException(
          NEW_CONFIG_INCOMPATIBLE,
          "Reconfig attempted to install a config that would change the implicit default write"
              + " concern. Use the setDefaultRWConcern command to set a cluster-wide write"
              + " concern and try the reconfig again.");
    }
  }

  private static void checkNewer(ReplicaSetConfig old, ReplicaSetConfig next)
      throws InvalidConfigException {
    if (next.version().compareTo(old.version()) <= 0) {
      throw new InvalidConfigException(
          NEW_CONFIG_INCOMPATIBLE,
          "New replica set configuration version and term must be greater than old, but "
              + next.version()
              + " is not greater than "
              + old.version()
              + " for replica set "
              + next.setName());
    }
  }

  private static void findSelf(ReplicaSetConfig next, ReconfigRequest request)
      throws InvalidConfigException {
    if (request.force()) {
      SelfInConfig.find(next, request.isSelf(), NODE_NOT_FOUND);
    } else {
      SelfInConfig.findElectable(next, request.isSelf(), NODE_NOT_FOUND);
    }
  }

  /** Which members of a new config are newly added: the 5.0 rule. */
  private static final class NewlyAdded {
    /**
     * A voter (no arbiter) that the old config has not, and one that was newly added and still
     * waits for its vote.
     */
    static List<MemberConfig> mark(ReplicaSetConfig old, List<MemberConfig> members) {
      return members.stream().map(m -> m.withNewlyAdded(isNewlyAdded(old, m))).toList();
    }

    private static boolean isNewlyAdded(ReplicaSetConfig old, MemberConfig member) {
      boolean votes = member.votes() > 0 && !member.arbiterOnly();
      return votes && old.member(member.id()).map(MemberConfig::newlyAdded).orElse(true);
    }
  }
}
