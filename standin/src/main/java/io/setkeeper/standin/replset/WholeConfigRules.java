package io.setkeeper.standin.replset;

import java.util.List;

/**
 * The rules for a config as a whole, in mongod's order: how many members, unique {@code _id} and
 * host, localhost for all or none, one to seven voters, somebody electable.
 */
final class WholeConfigRules {
  private static final int MAX_MEMBERS = 50;
  private static final int MAX_VOTERS = 7;

  private WholeConfigRules() {}

  /**
   * @param error what a broken rule is called: 93 from replSetInitiate, 103 from replSetReconfig
   */
  static void check(ReplicaSetConfig config, MongoError error) throws InvalidConfigException {
    List<MemberConfig> members = config.members();
    if (members.isEmpty() || members.size() > MAX_MEMBERS) {
      throw new InvalidConfigException(
          error,
          "Replica set configuration contains "
              + members.size()
              + " members, but must have at least 1 and no more than  "
              + MAX_MEMBERS);
    }
    for (int i = 0; i < members.size(); i++) {
      checkUnique(members, i, error);
    }
    checkLocalhost(members, error);
    int voters = config.votingMembersCount();
    if (voters == 0 || voters > MAX_VOTERS) {
      throw new InvalidConfigException(
          error,
          "Replica set configuration contains "
              + voters
              + " voting members, but must be at least 1 and no more than "
              + MAX_VOTERS);
    }
    if (members.stream().noneMatch(MemberConfig::electable)) {
      throw new InvalidConfigException(
          error,
          "Replica set configuration must contain at least one non-arbiter member with priority"
              + " > 0");
    }
  }

  private static void checkUnique(List<MemberConfig> members, int i, MongoError error)
      throws InvalidConfigException {
    MemberConfig one = members.get(i);
    for (int j = i + 1; j < members.size(); j++) {
      MemberConfig other = members.get(j);
      if (one.id() == other.id()) {
        throw new InvalidConfigException(
            error, sameField("_id", i, j, "MemberId(" + one.id() + ")"));
      }
      if (one.host().equals(other.host())) {
        throw new InvalidConfigException(error, sameField("host", i, j, one.host()));
      }
    }
  }

  private static String sameField(String field, int i, int j, String value) {
    return "Found two member configurations with same %s field, members.%d.%s == members.%d.%s == %s"
        .formatted(field, i, field, j, field, value);
  }

  private static void checkLocalhost(List<MemberConfig> members, MongoError error)
      throws InvalidConfigException {
    long local = members.stream().filter(m -> isLocalhost(m.hostName())).count();
    if (local != 0 && local != members.size()) {
      throw new InvalidConfigException(
          error,
          "Either all host names in a replica set configuration must be localhost references, or"
              + " none must be; found "
              + local
              + " out of "
              + members.size());
    }
  }

  private static boolean isLocalhost(String name) {
    return name.equals("localhost") || name.equals("::1") || name.startsWith("127.");
  }
}
