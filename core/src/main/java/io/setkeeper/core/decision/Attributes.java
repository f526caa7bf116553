package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wishes for single members: priority, hidden, delay, tags; and the node's zone as a
 * tag. None of it changes a vote, so all members' are changed in one reconfig.
 *
 * <p>A primary that is to become unelectable steps down first: mongod refuses a config in which the
 * primary that writes it could not be elected (recorded: reconfig_refusals). What nobody wishes
 * stays as the config has it, but for one thing: a voter without priority gets it, unless it is
 * hidden or delayed. It is half promoted ({@link Promotion}), or was to be removed and is wanted
 * again; who wants it so says it by annotation.
 */
final class Attributes {
  /** The tag that carries the zone of the member's node. */
  static final String ZONE = "zone";

  private static final String RULE = "wishes-of-members";

  private Attributes() {}

  static Optional<Decision> decide(PrimaryView view) {
    ReplicaSetConfig next = view.config();
    for (Member member : view.config().members()) {
      if (Votes.isManaged(view, member)) {
        Member wished = wished(view, member);
        // The primary hands over, and this one could not stay: as unelectable as it is, or becomes.
        boolean passedOver =
            wished.priority() > member.priority() && Successors.isPassedOver(view, member);
        next =
            next.change(
                member.id(), m -> passedOver ? wished.with(wished.votes(), m.priority()) : wished);
      }
    }
    if (next.equals(view.config())) {
      return Optional.empty();
    }
    boolean resigns =
        next.member(view.own().selfId()).filter(self -> self.priority() == 0).isPresent();
    return Optional.of(resigns ? withoutSelf(view, next) : reconfig(view, next));
  }

  /** The others' wishes first: they may be what makes one of them electable. */
  private static Decision withoutSelf(PrimaryView view, ReplicaSetConfig wished) {
    int self = view.own().selfId();
    ReplicaSetConfig next = wished.change(self, m -> view.config().member(self).orElseThrow());
    return next.equals(view.config()) ? handOver(view) : reconfig(view, next);
  }

  /** The member as it is wished: its vote stays. */
  static Member wished(PrimaryView view, Member member) {
    MemberSettings wishes = Votes.settings(view, member);
    boolean hidden = wishes.hidden().orElse(member.hidden());
    long delay = wishes.delaySecs().orElse(member.delaySecs());
    double priority = member.votes() == 0 ? 0 : priority(view, member);
    return new Member(
        member.id(),
        member.host(),
        member.votes(),
        hidden || delay > 0 ? 0 : priority,
        hidden,
        delay,
        member.arbiterOnly(),
        member.newlyAdded(),
        tags(view, member, wishes));
  }

  /** The priority of a member that votes. */
  static double priority(PrimaryView view, Member member) {
    MemberSettings wishes = Votes.settings(view, member);
    if (wishes.votes().orElse(1) == 0
        || wishes.hidden().orElse(member.hidden())
        || wishes.delaySecs().orElse(member.delaySecs()) > 0) {
      return 0;
    }
    return wishes.priority().orElse(member.priority() == 0 ? 1 : member.priority());
  }

  private static Map<String, String> tags(PrimaryView view, Member member, MemberSettings wishes) {
    Map<String, String> tags = new HashMap<>(member.tags());
    view.snapshot().pod(member.host()).flatMap(Pod::zone).ifPresent(z -> tags.put(ZONE, z));
    tags.putAll(wishes.tags());
    return tags;
  }

  private static Decision handOver(PrimaryView view) {
    return Successors.handOver(
            view,
            RULE,
            "this member is wished without priority",
            "the next primary's keeper then changes it")
        .orElseGet(
            () ->
                Successors.waits(
                    RULE, "Waiting to take this primary's priority, as the annotation wishes"));
  }

  private static Decision reconfig(PrimaryView view, ReplicaSetConfig next) {
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(
                RULE,
                "Changing " + String.join("; ", ConfigChange.between(view.config(), next)),
                "the StatefulSet's annotations or the nodes' zones wish it")
            .with(view.quorum(), view.quorumOf(next)));
  }
}
