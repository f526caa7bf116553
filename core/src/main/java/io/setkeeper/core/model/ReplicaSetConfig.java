package io.setkeeper.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A replica-set config, as far as Setkeeper decides on it.
 *
 * @param setName {@code _id}: the set's name, that of mongod's {@code --replSet}
 * @param version (term, version)
 * @param members 1 to 50 members, in the config's order
 * @param replicaSetId {@code settings.replicaSetId}, in hex; empty before initiation
 */
public record ReplicaSetConfig(
    String setName, ConfigVersion version, List<Member> members, Optional<String> replicaSetId) {

  public ReplicaSetConfig {
    members = List.copyOf(members);
  }

  /** A config to initiate a set with. */
  public static ReplicaSetConfig initial(String setName, List<Member> members) {
    return new ReplicaSetConfig(setName, new ConfigVersion(-1, 1), members, Optional.empty());
  }

  public Optional<Member> member(HostPort host) {
    return members.stream().filter(m -> m.host().equals(host)).findFirst();
  }

  public Optional<Member> member(int id) {
    return members.stream().filter(m -> m.id() == id).findFirst();
  }

  /** The members whose votes count now. */
  public List<Member> voters() {
    return members.stream().filter(Member::voting).toList();
  }

  /** The highest {@code _id}; -1 without members. */
  public int highestId() {
    return members.stream().mapToInt(Member::id).max().orElse(-1);
  }

  /** This config without the members that match. */
  public ReplicaSetConfig without(Predicate<Member> gone) {
    return withMembers(members.stream().filter(gone.negate()).toList());
  }

  /** This config with members appended. */
  public ReplicaSetConfig plus(List<Member> added) {
    List<Member> all = new ArrayList<>(members);
    all.addAll(added);
    return withMembers(all);
  }

  /** This config with one member changed. */
  public ReplicaSetConfig change(int id, UnaryOperator<Member> to) {
    return withMembers(members.stream().map(m -> m.id() == id ? to.apply(m) : m).toList());
  }

  private ReplicaSetConfig withMembers(List<Member> changed) {
    return new ReplicaSetConfig(setName, version, changed, replicaSetId);
  }
}
