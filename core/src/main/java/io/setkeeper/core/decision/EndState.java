package io.setkeeper.core.decision;

import io.setkeeper.core.model.Counted;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rules lead to once every wanted pod is there and well: the config at the end of all
 * steps, and the reason for each member in it.
 *
 * @param members in the config's order, the missing ones last
 */
public record EndState(List<Wanted> members) {
  /**
   * A member as it shall be.
   *
   * @param why the reason for its being there, and for its vote
   */
  public record Wanted(Member member, String why) {}

  public EndState {
    members = List.copyOf(members);
  }

  /** The end state that a member of the set sees. */
  static EndState of(
      Snapshot snapshot, StatefulSetView.Known set, Mongod.InSet own, Policy policy) {
    ReplicaSetConfig config = withEverybodyWanted(new PrimaryView(snapshot, set, own, policy));
    // The same set, as if its members were those already: the rules say the rest.
    PrimaryView end =
        new PrimaryView(
            snapshot,
            set,
            new Mongod.InSet(
                own.selfId(),
                own.state(),
                own.writable(),
                own.term(),
                config,
                own.committed(),
                own.peers(),
                own.heartbeatInterval(),
                own.writeConcernSet()),
            policy);
    List<Member> holders =
        Votes.holders(
            end, end.membersOfTheSet().stream().filter(m -> Votes.isManaged(end, m)).toList());
    return new EndState(
        config.members().stream().map(m -> wanted(end, holders.contains(m), m)).toList());
  }

  private static Wanted wanted(PrimaryView end, boolean votes, Member member) {
    if (end.ordinal(member).isEmpty()) {
      return new Wanted(
          member, "kept: it is no pod of this StatefulSet, and nobody ordered its end");
    }
    if (member.arbiterOnly()) {
      return new Wanted(member, "an arbiter, kept as it is");
    }
    if (!Votes.isManaged(end, member)) {
      return new Wanted(member, "kept as it is: a person made it so in the config");
    }
    double priority = votes ? Attributes.priority(end, member.with(1, member.priority())) : 0;
    Member shall = Attributes.wished(end, member.with(votes ? 1 : 0, priority));
    return new Wanted(
        shall, votes ? "wanted, and votes" : "wanted; without a vote: " + why(end, member));
  }

  private static String why(PrimaryView end, Member member) {
    return Votes.settings(end, member).votes().orElse(1) == 0
        ? "the annotation wishes it"
        : odd(end);
  }

  private static String odd(PrimaryView end) {
    int members = end.config().members().size();
    return "%s have %s"
        .formatted(Counted.of(members, "member"), Counted.of(Votes.wanted(members), "vote"));
  }

  private static ReplicaSetConfig withEverybodyWanted(PrimaryView view) {
    StatefulSetView.Known set = view.wanted();
    ReplicaSetConfig config = Renames.allOf(view);
    if (!set.rules()) {
      return config;
    }
    config = config.without(m -> view.isOrderedAway(m) || view.isSurplus(m));
    List<Member> missing = new ArrayList<>();
    int highest = view.highestId();
    for (int o = set.firstOrdinal(); o < set.firstOrdinal() + set.size(); o++) {
      Optional<HostPort> host = host(view.snapshot(), set.name() + "-" + o, o);
      if (host.isPresent() && config.member(host.get()).isEmpty()) {
        highest = Math.max(highest + 1, o);
        missing.add(
            set.wishes().member(o).arbiter()
                ? Member.arbiter(highest, host.get())
                : Member.newcomer(highest, host.get()));
      }
    }
    return config.plus(missing);
  }

  /** A pod's lasting name; that of one not created yet is like its brothers'. */
  private static Optional<HostPort> host(Snapshot snapshot, String name, int ordinal) {
    return snapshot
        .pod(ordinal)
        .map(Pod::host)
        .or(
            () ->
                snapshot.pods().stream()
                    .findFirst()
                    .map(Pod::host)
                    .map(h -> new HostPort(name + domain(h.host()), h.port())));
  }

  private static String domain(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot);
  }
}
