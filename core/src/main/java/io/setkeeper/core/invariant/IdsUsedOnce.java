package io.setkeeper.core.invariant;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * No {@code _id} is used again: a remove and an add under one {@code _id} count as no change of a
 * voter for MongoDB's safety rules.
 *
 * <p>Exactly: an {@code _id} that a committed config had and a later committed one has not is asked
 * for by nobody any more; and a member of a committed config keeps its {@code _id} under another
 * host only if that is the same pod (a rename). What only an uncommitted config had, which was
 * never followed by anybody, was not used.
 */
public final class IdsUsedOnce {
  private static final String NAME = "ids-used-once";

  private final Function<HostPort, String> holderOf;
  private final Map<Integer, String> used = new HashMap<>();
  private final Set<Integer> retired = new HashSet<>();
  private String set = "";

  /**
   * @param holderOf which pod a member's host is
   */
  public IdsUsedOnce(Function<HostPort, String> holderOf) {
    this.holderOf = holderOf;
  }

  /** A config was committed; those of another set begin anew. */
  public void committed(ReplicaSetConfig config) {
    String id = config.replicaSetId().orElse("");
    if (!id.equals(set)) {
      set = id;
      used.clear();
      retired.clear();
    }
    used.keySet().stream().filter(known -> config.member(known).isEmpty()).forEach(retired::add);
    for (Member member : config.members()) {
      used.putIfAbsent(member.id(), holderOf.apply(member.host()));
    }
  }

  /** A config is asked for. */
  public Optional<Violation> asked(ReplicaSetConfig to) {
    for (Member member : to.members()) {
      if (retired.contains(member.id())) {
        return Optional.of(
            new Violation(
                NAME,
                "_id %d is given to %s, and was another member's"
                    .formatted(member.id(), member.host())));
      }
      String pod = holderOf.apply(member.host());
      String before = used.getOrDefault(member.id(), pod);
      if (!before.equals(pod)) {
        return Optional.of(
            new Violation(
                NAME, "_id %d goes from %s to %s".formatted(member.id(), before, member.host())));
      }
    }
    return Optional.empty();
  }
}
