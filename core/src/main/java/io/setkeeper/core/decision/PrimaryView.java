package io.setkeeper.core.decision;

import io.setkeeper.core.model.HostPort;
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

  /**
   * The ordinal of a member that is a pod of this StatefulSet; empty for every other. A name's
   * first label alone tells nothing: {@code mongo-3.example.com} may be a machine, or a pod of
   * another namespace, that a person added.
   */
  OptionalInt ordinal(Member member) {
    return isNamedLikeOurs(member.host()) ? wanted.ordinalOf(member.host()) : OptionalInt.empty();
  }

  /** Whether its domain is that of the own pod, in full or as pods may shorten it. */
  private boolean isNamedLikeOurs(HostPort host) {
    String domain = domain(host);
    return !domain.isEmpty()
        && snapshot
            .selfPod()
            .map(Pod::host)
            .filter(ours -> ours.port() == host.port())
            .filter(ours -> (domain(ours) + ".").startsWith(domain + "."))
            .isPresent();
  }

  private static String domain(HostPort host) {
    int dot = host.host().indexOf('.');
    return dot < 0 ? "" : host.host().substring(dot + 1);
  }

  /** Whether the member's ordinal is one that the StatefulSet wants. */
  boolean isWanted(Member member) {
    OptionalInt ordinal = ordinal(member);
    return ordinal.isPresent() && wanted.wants(ordinal.getAsInt());
  }

  /** Whether the primary sees the member as healthy PRIMARY or SECONDARY, within the lag. */
  boolean isCaughtUp(Member member) {
    OpTime head = own.peer(own.selfId()).map(PeerView::applied).orElse(OpTime.NONE);
    return own.peer(member.id())
        .filter(p -> p.healthy() && p.state().readable())
        .filter(p -> p.applied().secondsBehind(head) <= policy.promotionLag().toSeconds())
        .isPresent();
  }

  /** How the primary sees the member; DOWN when it sees nothing of it. */
  MemberState state(Member member) {
    return own.peer(member.id())
        .map(p -> p.healthy() ? p.state() : MemberState.DOWN)
        .orElse(MemberState.DOWN);
  }

  /** The highest {@code _id} that was ever used, as far as record and config tell. */
  int highestId() {
    return snapshot.record() instanceof SetRecord.Initiated record
        ? Math.max(record.highestId(), config().highestId())
        : config().highestId();
  }
}
