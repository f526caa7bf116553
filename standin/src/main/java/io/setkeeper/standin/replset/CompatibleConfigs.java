package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.NEW_CONFIG_INCOMPATIBLE;

import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one reconfig may change: never the set's identity, a host's {@code _id}, {@code arbiterOnly}
 * or {@code buildIndexes}; unless forced, the votes of one member at most.
 */
final class CompatibleConfigs {
  private CompatibleConfigs() {}

  static void check(ReplicaSetConfig old, ReplicaSetConfig next, boolean force)
      throws InvalidConfigException {
    checkIdentity(old, next);
    for (MemberConfig member : next.members()) {
      for (MemberConfig before : old.members()) {
        checkMember(before, member, next.setName());
      }
    }
    if (!force && changedVoters(old, next) > 1) {
      throw incompatible(
          "Non force replica set reconfig can only add or remove at most 1 voting member.");
    }
  }

  private static void checkIdentity(ReplicaSetConfig old, ReplicaSetConfig next)
      throws InvalidConfigException {
    Optional<ObjectId> before = old.settings().replicaSetId();
    Optional<ObjectId> after = next.settings().replicaSetId();
    if (!before.equals(after)) {
      throw incompatible(
          "New and old configurations differ in replica set ID; ID was "
              + before.map(ObjectId::getHexData).orElse("")
              + ", but is now "
              + after.map(ObjectId::getHexData).orElse(""));
    }
  }

  private static void checkMember(MemberConfig before, MemberConfig member, String setName)
      throws InvalidConfigException {
    boolean sameId = before.id() == member.id();
    if (!sameId && before.host().equals(member.host())) {
      throw incompatible(
          "New and old configurations both have members with host of %s but in the new configuration the _id field is MemberId(%d) and in the old configuration it is MemberId(%d) for replica set %s"
              .formatted(member.host(), member.id(), before.id(), setName));
    }
    if (sameId && before.buildIndexes() != member.buildIndexes()) {
      throw fixed("buildIndexes", member, setName);
    }
    if (sameId && before.arbiterOnly() != member.arbiterOnly()) {
      throw fixed("arbiterOnly", member, setName);
    }
  }

  private static InvalidConfigException fixed(String field, MemberConfig member, String setName) {
    return incompatible(
        "New and old configurations differ in the setting of the %s field for member %s in set %s; to make this change, remove then re-add the member"
            .formatted(field, member.host(), setName));
  }

  private static int changedVoters(ReplicaSetConfig old, ReplicaSetConfig next) {
    Set<Integer> before = voters(old);
    Set<Integer> after = voters(next);
    long removed = before.stream().filter(id -> !after.contains(id)).count();
    long added = after.stream().filter(id -> !before.contains(id)).count();
    return Math.toIntExact(removed + added);
  }

  private static Set<Integer> voters(ReplicaSetConfig config) {
    return config.members().stream()
        .filter(MemberConfig::votesNow)
        .map(MemberConfig::id)
        .collect(Collectors.toSet());
  }

  private static InvalidConfigException incompatible(String message) {
    return new InvalidConfigException(NEW_CONFIG_INCOMPATIBLE, message);
  }
}
