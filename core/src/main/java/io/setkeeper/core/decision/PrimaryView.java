package io.setkeeper.core.decision;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the rules of an initiated set look at: the snapshot as the primary's keeper sees it.
 *
 * @param own the own mongod, which is the writable primary
 */
record PrimaryView(
    Snapshot snapshot, StatefulSetView.Known wanted, Mongod.InSet own, Policy policy) {

  ReplicaSetConfig config() {
    return own.config();
  }

  Quorum quorum() {
    return Quorum.of(config(), own);
  }

  Quorum quorumOf(ReplicaSetConfig next) {
    return Quorum.of(next, own);
  }

  /** Whether the member is the primary itself. */
  boolean isSelf(Member member) {
    return member.id() == own.selfId();
  }

  /** The members of this StatefulSet, by ordinal; those that only a person's config has are not. */
  List<Member> membersOfTheSet() {
    return config().members().stream()
        .filter(m -> ordinal(m).isPresent())
        .sorted(Comparator.comparingInt(m -> ordinal(m).orElseThrow()))
        .toList();
  }

  /** The members that are none of this StatefulSet's pods, as far as their names tell. */
  List<Member> strangers() {
    return config().members().stream().filter(m -> ordinal(m).isEmpty()).toList();
  }

  /** The ordinal of a member that is a pod of this StatefulSet; empty for every other. */
  OptionalInt ordinal(Member member) {
    return Names.ordinal(snapshot, wanted, member.host());
  }

  /** Whether the member's ordinal is one that the StatefulSet wants. */
  boolean isWanted(Member member) {
    OptionalInt ordinal = ordinal(member);
    return ordinal.isPresent() && wanted.wants(ordinal.getAsInt());
  }

  /**
   * Whether the member was scaled away: a pod of the StatefulSet that it does not want any more.
   */
  boolean isSurplus(Member member) {
    return wanted.rules() && ordinal(member).isPresent() && !isWanted(member);
  }

  /**
   * Whether a person ordered that the member be removed. An order removes no pod's, but for one
   * that is an arbiter and is not wished as one any more: that it is one never changes, so it goes,
   * and comes back as a member that bears data.
   */
  boolean isOrderedAway(Member member) {
    return wanted.wishes().removals().contains(member.host())
        && (ordinal(member).isEmpty() || isArbiterNoMore(member));
  }

  private boolean isArbiterNoMore(Member member) {
    return member.arbiterOnly()
        && wanted.rules()
        && ordinal(member).stream()
            .allMatch(o -> wanted.wishes().isKnown(o) && !wanted.wishes().member(o).arbiter());
  }

  /**
   * Whether the primary sees the member as PRIMARY or SECONDARY, lately, and within the lag, and it
   * does not say itself that its volume is empty: what the primary sees may be older.
   */
  boolean isCaughtUp(Member member) {
    return Quorum.isWell(member, own)
        && !isWiped(member)
        && secondsBehind(member) <= mayLag(member);
  }

  /** How many seconds of writes the member has not applied yet, as the primary knows. */
  long secondsBehind(Member member) {
    return own.peer(member.id())
        .map(PeerView::applied)
        .orElse(OpTime.NONE)
        .secondsBehind(own.applied());
  }

  /**
   * How many seconds a member may lag to get its vote: a delayed member is behind by what it is to
   * be delayed.
   */
  long mayLag(Member member) {
    return policy.promotionLag().toSeconds() + member.delaySecs();
  }

  /** Whether the member could be elected now. */
  boolean isElectable(Member member) {
    return member.voting() && member.priority() > 0 && isCaughtUp(member);
  }

  /** The member that is this pod, by its name in full or shortened; not by its address. */
  Optional<Member> memberOf(Pod pod) {
    return config()
        .member(pod.host())
        .or(
            () ->
                config().members().stream()
                    .filter(m -> ordinal(m).equals(OptionalInt.of(pod.ordinal())))
                    .findFirst());
  }

  /** How the primary sees the member; DOWN when it sees nothing of it. */
  MemberState state(Member member) {
    return own.peer(member.id())
        .map(p -> p.healthy() ? p.state() : MemberState.DOWN)
        .orElse(MemberState.DOWN);
  }

  /** Whether the primary sees the member without any data, or it says so itself. */
  boolean isWiped(Member member) {
    boolean saysSo =
        snapshot
            .pod(member.host())
            .filter(pod -> snapshot.mongod(pod.name()) instanceof Mongod.Uninitiated)
            .isPresent();
    return !isSelf(member) && !member.arbiterOnly() && (isSeenEmpty(member) || saysSo);
  }

  /** Whether the primary sees it without any data. */
  boolean isSeenEmpty(Member member) {
    return own.peer(member.id()).filter(PeerView::healthy).filter(PeerView::isEmpty).isPresent();
  }

  /**
   * What new {@code _id}s are set apart for. By the term of the election, not of the config: a
   * forced config has none, and keeps none under the primaries after it (recorded: majority_lost).
   */
  ConfigVersion idsBase() {
    return new ConfigVersion(own.term(), config().version().version());
  }

  /** The highest {@code _id} that may have been used, as far as record and config tell. */
  int highestId() {
    return snapshot.record() instanceof SetRecord.Initiated record
        ? Math.max(record.highestIdBefore(idsBase()), config().highestId())
        : config().highestId();
  }
}
