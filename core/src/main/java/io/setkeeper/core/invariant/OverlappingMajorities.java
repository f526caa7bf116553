package io.setkeeper.core.invariant;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Never two configs with disjoint majorities that could both elect a primary.
 *
 * <p>Over a set's life the committed configs need not share majorities pairwise (one voter, later
 * three others): what must overlap is what is <em>active</em> at one moment. A config is active
 * while a majority of its voters hold it or an older one: they would follow a candidate that has
 * it. A newer config that is committed ends it, because a majority of the old one then holds the
 * newer. So exactly: any two configs that some volume holds, and that are active at the same
 * moment, have no two majorities without a member in common (MongoDB's own argument for its
 * reconfig: "Design and Analysis of a Logless Dynamic Reconfiguration Protocol", Schultz et al.
 * 2021, where it is called ActiveConfigsOverlap).
 *
 * <p>An ordered recovery gives this up for the members that it gives up: what they hold counts
 * again when they have installed another config.
 */
public final class OverlappingMajorities {
  private static final String NAME = "overlapping-majorities";

  private final Function<HostPort, String> holderOf;
  private final Map<String, ReplicaSetConfig> held = new HashMap<>();

  /**
   * @param holderOf who holds the volume behind a member's host
   */
  public OverlappingMajorities(Function<HostPort, String> holderOf) {
    this.holderOf = holderOf;
  }

  /** A volume's config is another one now. */
  public Optional<Violation> installed(String holder, ReplicaSetConfig config) {
    held.put(holder, config);
    List<ReplicaSetConfig> active =
        held.values().stream().distinct().filter(this::isActive).toList();
    for (int i = 0; i < active.size(); i++) {
      for (int k = 0; k < i; k++) {
        if (mayDisagree(voters(active.get(i)), voters(active.get(k)))) {
          return Optional.of(
              new Violation(
                  NAME,
                  "configs %s and %s can both elect a primary"
                      .formatted(active.get(k).version(), active.get(i).version())));
        }
      }
    }
    return Optional.empty();
  }

  /** A volume was emptied or is gone. */
  public void emptied(String holder) {
    held.remove(holder);
  }

  /** A person ordered to go on without everybody but this one. */
  public void recoveredFrom(String survivor) {
    held.keySet().removeIf(holder -> !holder.equals(survivor));
  }

  /** What a volume holds. */
  public Optional<ReplicaSetConfig> heldBy(String holder) {
    return Optional.ofNullable(held.get(holder));
  }

  /** What the volumes hold, by holder. */
  public Map<String, ReplicaSetConfig> held() {
    return Map.copyOf(held);
  }

  /** Whether a majority of the config's voters hold it: then it is committed. */
  public boolean isHeldByMajority(ReplicaSetConfig config) {
    Set<String> voters = voters(config);
    long holding =
        voters.stream()
            .filter(voter -> heldBy(voter).filter(has -> same(has, config)).isPresent())
            .count();
    return holding > voters.size() / 2;
  }

  private boolean isActive(ReplicaSetConfig config) {
    Set<String> voters = voters(config);
    long following =
        voters.stream()
            .filter(
                voter ->
                    heldBy(voter)
                        .filter(has -> !has.version().isNewerThan(config.version()))
                        .isPresent())
            .count();
    return following > voters.size() / 2;
  }

  private static boolean same(ReplicaSetConfig one, ReplicaSetConfig other) {
    return one.version().equals(other.version()) && one.replicaSetId().equals(other.replicaSetId());
  }

  private Set<String> voters(ReplicaSetConfig config) {
    Set<String> voters = new HashSet<>();
    for (Member member : config.members()) {
      if (member.voting()) {
        voters.add(holderOf.apply(member.host()));
      }
    }
    return voters;
  }

  /**
   * Whether a majority of the one set and a majority of the other can be without a member in
   * common: each takes as many as it can from those that the other has not; what both still need
   * must fit into those that both have.
   */
  static boolean mayDisagree(Set<String> one, Set<String> other) {
    int common = (int) one.stream().filter(other::contains).count();
    int needsOfCommon = Math.max(0, one.size() / 2 + 1 - (one.size() - common));
    int otherNeeds = Math.max(0, other.size() / 2 + 1 - (other.size() - common));
    return needsOfCommon + otherNeeds <= common;
  }
}
