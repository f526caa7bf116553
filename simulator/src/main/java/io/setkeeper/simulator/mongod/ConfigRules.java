package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What mongod demands of a config, with its codes and the sense of its words (recorded:
 * uninitiated, reconfig_refusals, many_members). Null where nothing is wrong.
 */
final class ConfigRules {
  private static final int MOST_MEMBERS = 50;
  private static final int MOST_VOTERS = 7;
  private static final double HIGHEST_PRIORITY = 1000;

  private ConfigRules() {}

  /** The first config of a set. */
  static @Nullable Reply refusesInitial(ReplicaSetConfig config, @Nullable Member self) {
    String wrong = wrongMember(config.members());
    if (wrong == null) {
      wrong = wrongWhole(config.members());
    }
    if (wrong == null && self == null) {
      wrong = "No host described in new configuration maps to this node";
    }
    if (wrong == null && self != null && !electable(self)) {
      wrong = "This node is not electable under the new configuration";
    }
    return wrong == null ? null : new Reply(Reply.INVALID_REPLICA_SET_CONFIG, wrong);
  }

  /** A config that follows another one. */
  static @Nullable Reply refuses(
      ReplicaSetConfig old,
      ReplicaSetConfig next,
      @Nullable Member self,
      boolean force,
      boolean writeConcernSet) {
    String wrong = wrongMember(next.members());
    if (wrong != null || next.version().version() < 1 || !next.setName().equals(old.setName())) {
      return new Reply(
          Reply.INVALID_REPLICA_SET_CONFIG, wrong == null ? "set name or version" : wrong);
    }
    wrong = wrongWhole(next.members());
    if (wrong == null && !force && !writeConcernSet && impliesOne(old) != impliesOne(next)) {
      wrong =
          "Reconfig attempted to install a config that would change the implicit default write"
              + " concern";
    }
    if (wrong == null) {
      wrong = incompatible(old, next, force);
    }
    if (wrong != null) {
      return new Reply(Reply.INCOMPATIBLE, wrong);
    }
    if (self == null) {
      return new Reply(
          Reply.NODE_NOT_FOUND, "No host described in new configuration maps to this node");
    }
    return force || electable(self)
        ? null
        : new Reply(Reply.NODE_NOT_ELECTABLE, "This node is not electable under the new config");
  }

  private static boolean electable(Member member) {
    return member.voting() && !member.arbiterOnly() && member.priority() > 0;
  }

  private static @Nullable String wrongMember(List<Member> members) {
    for (Member m : members) {
      boolean mustNotBeElected = m.votes() == 0 || m.hidden() || m.delaySecs() > 0;
      if (m.id() < 0
          || m.votes() < 0
          || m.votes() > 1
          || m.priority() < 0
          || m.priority() > HIGHEST_PRIORITY
          || (m.arbiterOnly() && m.votes() == 0)
          || (mustNotBeElected && m.priority() > 0)) {
        return "member: _id: %d, votes: %d, priority: %s"
            .formatted(m.id(), m.votes(), m.priority());
      }
    }
    return null;
  }

  private static @Nullable String wrongWhole(List<Member> members) {
    if (members.isEmpty() || members.size() > MOST_MEMBERS) {
      return "Replica set configuration contains %d members, but must have at least 1 and no more"
              .formatted(members.size())
          + " than 50";
    }
    Set<Object> seen = new HashSet<>();
    int voters = 0;
    int local = 0;
    boolean anyElectable = false;
    for (Member m : members) {
      if (!seen.add(m.id()) || !seen.add(m.host())) {
        return "Found two member configurations with same _id or host field";
      }
      voters += m.voting() ? 1 : 0;
      local += isLocal(m.host().host()) ? 1 : 0;
      anyElectable |= m.priority() > 0 && !m.arbiterOnly();
    }
    if (voters < 1 || voters > MOST_VOTERS) {
      return "Replica set configuration contains %d voting members, but must be at least 1 and no"
              .formatted(voters)
          + " more than 7";
    }
    if (local > 0 && local < members.size()) {
      return "Either all host names in a replica set configuration must be localhost references,"
          + " or none must be";
    }
    return anyElectable
        ? null
        : "Replica set configuration must contain at least one non-arbiter member with priority >"
            + " 0";
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost") || host.startsWith("127.");
  }

  /** Whether {@code w: 1} is the implicit default write concern (manual: since 5.0). */
  private static boolean impliesOne(ReplicaSetConfig config) {
    int arbiters = 0;
    int voters = 0;
    int data = 0;
    for (Member m : config.members()) {
      arbiters += m.arbiterOnly() ? 1 : 0;
      voters += m.voting() ? 1 : 0;
      data += m.voting() && !m.arbiterOnly() ? 1 : 0;
    }
    return arbiters > 0 && data <= voters / 2 + 1;
  }

  private static @Nullable String incompatible(
      ReplicaSetConfig old, ReplicaSetConfig next, boolean force) {
    if (!next.version().isNewerThan(old.version())) {
      return "New replica set configuration version and term must be greater than old, but %s is"
              .formatted(next.version())
          + " not greater than "
          + old.version();
    }
    if (!next.replicaSetId().equals(old.replicaSetId())) {
      return "New and old configurations differ in replica set ID";
    }
    for (Member m : next.members()) {
      for (Member before : old.members()) {
        boolean sameId = before.id() == m.id();
        if (!sameId && before.host().equals(m.host())) {
          return "New and old configurations both have members with host of %s but their _id differs"
              .formatted(m.host());
        }
        if (sameId && before.arbiterOnly() != m.arbiterOnly()) {
          return "New and old configurations differ in the setting of the arbiterOnly field";
        }
      }
    }
    return force || votingChanges(old, next) <= 1
        ? null
        : "Non force replica set reconfig can only add or remove at most 1 voting member.";
  }

  /** By {@code _id}: an _id that is removed and added in one is no change (facts: Reconfig). */
  private static int votingChanges(ReplicaSetConfig old, ReplicaSetConfig next) {
    Set<Integer> before = voters(old);
    Set<Integer> after = voters(next);
    int changes = 0;
    for (int id : before) {
      changes += after.contains(id) ? 0 : 1;
    }
    for (int id : after) {
      changes += before.contains(id) ? 0 : 1;
    }
    return changes;
  }

  private static Set<Integer> voters(ReplicaSetConfig config) {
    Set<Integer> voters = new HashSet<>();
    for (Member m : config.members()) {
      if (m.voting()) {
        voters.add(m.id());
      }
    }
    return voters;
  }
}
