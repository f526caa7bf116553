package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.NODE_NOT_ELECTABLE;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rule that who installs a config must find itself in it, once, and be electable. */
final class SelfInConfig {
  private SelfInConfig() {}

  /**
   * The member that this process is.
   *
   * @param ifMissing the error where it is in the config never or more than once
   */
  static MemberConfig find(ReplicaSetConfig config, Predicate<String> isSelf, MongoError ifMissing)
      throws InvalidConfigException {
    List<MemberConfig> selves =
        config.members().stream().filter(m -> isSelf.test(m.host())).toList();
    if (selves.isEmpty()) {
      throw new InvalidConfigException(
          ifMissing,
          "No host described in new configuration with "
              + config.version()
              + " for replica set "
              + config.setName()
              + " maps to this node");
    }
    if (selves.size() > 1) {
      throw new InvalidConfigException(
          MongoError.INVALID_REPLICA_SET_CONFIG,
          "The hosts "
              + selves.stream().map(MemberConfig::host).collect(Collectors.joining(" and "))
              + " all map to this node in new configuration with "
              + config.version()
              + " for replica set "
              + config.setName());
    }
    return selves.getFirst();
  }

  /** The same, and it must be electable. */
  static MemberConfig findElectable(
      ReplicaSetConfig config, Predicate<String> isSelf, MongoError ifMissing)
      throws InvalidConfigException {
    MemberConfig self = find(config, isSelf, ifMissing);
    if (!self.electable()) {
      throw new InvalidConfigException(
          NODE_NOT_ELECTABLE,
          "This node, "
              + self.host()
              + ", with _id MemberId("
              + self.id()
              + ") is not electable under the new configuration with "
              + config.version()
              + " for replica set "
              + config.setName());
    }
    return self;
  }
}
