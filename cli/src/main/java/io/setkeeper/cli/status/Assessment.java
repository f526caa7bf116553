package io.setkeeper.cli.status;

import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.PodInfo;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Keeper;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.decision.Reason;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** Makes a status of a snapshot: pure. */
public final class Assessment {
  private Assessment() {}

  /**
   * The pod from whose place a set is best looked at: the writable primary's, else that of the
   * member with the newest config, else the lowest ordinal's; empty where there is no pod.
   */
  static Optional<String> viewpoint(Snapshot snapshot) {
    return snapshot.pods().stream()
        .max(
            Comparator.<Pod>comparingInt(pod -> rank(snapshot.mongod(pod.name())))
                .thenComparingInt(pod -> -pod.ordinal()))
        .map(Pod::name);
  }

  private static Snapshot from(String pod, Snapshot look) {
    return new Snapshot(
        pod,
        look.statefulSet(),
        look.pods(),
        look.claims(),
        look.record(),
        look.lease(),
        look.mongods());
  }

  private static int rank(Mongod mongod) {
    return switch (mongod) {
      case Mongod.InSet in when in.writable() -> 3;
      case Mongod.InSet in when in.state().readable() -> 2;
      case Mongod.InSet _ -> 1;
      case Mongod.Uninitiated _, Mongod.Removed _, Mongod.Unknown _ -> 0;
    };
  }

  /**
   * The status.
   *
   * @param look at the set from outside
   * @param pods as they are shown
   * @param rss a process's resident memory in MiB, by its id; negative where it is not known
   */
  public static SetStatus of(
      MongoSet set, Snapshot look, List<PodInfo> pods, Instant now, ToLongFunction<Long> rss) {
    Snapshot snapshot = from(viewpoint(look).orElse(look.self()), look);
    Decision decision = Keeper.decide(snapshot, Policy.of(set.setName()), now);
    Optional<Mongod.InSet> seen =
        snapshot.ownMongod() instanceof Mongod.InSet in ? Optional.of(in) : Optional.empty();
    Optional<String> primary = seen.filter(Mongod.InSet::writable).map(_ -> snapshot.self());
    return new SetStatus(
        set.setName(),
        decision instanceof Decision.Rest,
        primary,
        seen.map(in -> in.config().version()),
        seen.map(in -> members(snapshot, in)).orElse(List.of()),
        keeping(primary, pods, decision.reason()),
        processes(pods, rss));
  }

  private static List<SetStatus.MemberStatus> members(Snapshot snapshot, Mongod.InSet seen) {
    Optional<OpTime> newest =
        seen.peers().stream()
            .filter(peer -> peer.state() == MemberState.PRIMARY)
            .map(PeerView::applied)
            .findFirst();
    return seen.config().members().stream()
        .map(member -> member(snapshot, member, seen.peer(member.id()), newest))
        .toList();
  }

  private static SetStatus.MemberStatus member(
      Snapshot snapshot, Member member, Optional<PeerView> peer, Optional<OpTime> newest) {
    OptionalLong lag =
        peer.filter(p -> p.healthy() && p.applied().compareTo(OpTime.NONE) > 0)
            .flatMap(p -> newest.map(n -> p.applied().secondsBehind(n)))
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty);
    return new SetStatus.MemberStatus(
        member.id(),
        member.host().toString(),
        snapshot.pod(member.host()).map(Pod::name),
        peer.map(p -> p.state().name()).orElse(MemberState.UNKNOWN.name()),
        member.voting() ? member.votes() : 0,
        member.priority(),
        peer.filter(PeerView::healthy).isPresent() ? 1 : 0,
        lag);
  }

  /** The keeper's own words where it has written some; else what it would decide now. */
  private static SetStatus.Keeping keeping(
      Optional<String> primary, List<PodInfo> pods, Reason reason) {
    return pods.stream()
        .filter(pod -> primary.filter(pod.name()::equals).isPresent())
        .filter(pod -> !pod.decision().isEmpty())
        .findFirst()
        .map(pod -> new SetStatus.Keeping(primary, pod.decision(), pod.reason()))
        .orElseGet(() -> new SetStatus.Keeping(primary, reason.what(), reason.why()));
  }

  private static List<SetStatus.PodProcess> processes(
      List<PodInfo> pods, ToLongFunction<Long> rss) {
    return pods.stream()
        .flatMap(
            pod ->
                pod.containers().stream()
                    .filter(container -> container.pid().isPresent())
                    .map(container -> process(pod, container, rss)))
        .toList();
  }

  private static SetStatus.PodProcess process(
      PodInfo pod, PodInfo.Container container, ToLongFunction<Long> rss) {
    long pid = container.pid().orElseThrow();
    long memory = rss.applyAsLong(pid);
    return new SetStatus.PodProcess(
        pod.name(),
        container.name(),
        pid,
        memory < 0 ? OptionalLong.empty() : OptionalLong.of(memory),
        container.restarts());
  }
}
