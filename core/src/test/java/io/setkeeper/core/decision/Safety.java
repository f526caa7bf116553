package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What no decision may ever do, whatever the snapshot: checked on generated and on enumerated ones.
 * It is written anew here, without the code that decides.
 */
public final class Safety {
  private Safety() {}

  /** Fails where the decision is one that must never be made on this snapshot. */
  public static void check(Snapshot snapshot, Decision decision) {
    if (!(decision instanceof Decision.Act(Action action, Reason reason))) {
      return;
    }
    assertThat(snapshot.statefulSet()).isInstanceOf(StatefulSetView.Known.class);
    StatefulSetView.Known set = (StatefulSetView.Known) snapshot.statefulSet();
    assertThat(set.paused()).as("paused").isFalse();
    switch (action) {
      case Action.Reconfig(var from, var to) -> {
        assertThat(snapshot.ownMongod()).isInstanceOf(Mongod.InSet.class);
        checkReconfig(snapshot, set, (Mongod.InSet) snapshot.ownMongod(), from, to);
      }
      case Action.ForceReconfig(var from, var to) -> checkForced(set, from, to);
      case Action.Initiate(var config) -> checkInitiation(snapshot, config);
      case Action.WriteRecord(var from, var to) -> assertThat(from).isEqualTo(snapshot.record());
      case Action.StepUp stepUp ->
          assertThat(snapshot.ownMongod())
              .isInstanceOfSatisfying(
                  Mongod.InSet.class,
                  own -> {
                    assertThat(own.primary()).as("a primary that is seen").isEmpty();
                    assertThat(snapshot.memory().stoodIn())
                        .isNotEqualTo(OptionalLong.of(own.term()));
                  });
      case Action.StepDown stepDown ->
          assertThat(snapshot.ownMongod())
              .isInstanceOfSatisfying(
                  Mongod.InSet.class,
                  own -> {
                    assertThat(own.writable()).isTrue();
                    assertThat(own.config().members())
                        .as("somebody else is electable")
                        .anyMatch(
                            m ->
                                m.id() != own.selfId()
                                    && m.voting()
                                    && m.priority() > 0
                                    && isWell(own, m));
                  });
      case Action.TakeLease lease -> {}
    }
  }

  private static void checkReconfig(
      Snapshot snapshot,
      StatefulSetView.Known set,
      Mongod.InSet own,
      ReplicaSetConfig from,
      ReplicaSetConfig to) {
    assertThat(own.writable()).as("the own mongod is the primary").isTrue();
    assertThat(own.committed()).as("the config before is committed").isTrue();
    assertThat(from).isEqualTo(own.config());
    assertThat(votingChanges(from, to)).as("voting changes").isLessThanOrEqualTo(1);
    checkIsValid(to);
    long voters = to.voters().size();
    long healthy = to.voters().stream().filter(m -> !m.arbiterOnly() && isWell(own, m)).count();
    assertThat(healthy).as("healthy of %d voters", voters).isGreaterThanOrEqualTo(voters / 2 + 1);
    assertThat(to.member(own.selfId()))
        .as("the primary in its own config")
        .hasValueSatisfying(self -> assertThat(self.priority()).isPositive());
    for (Member member : from.members()) {
      if (to.member(member.id()).isEmpty()) {
        assertThat(mayBeRemoved(snapshot, set, member)).as("removal of %s", member).isTrue();
      }
    }
    checkIds(snapshot, from, to);
  }

  private static void checkIds(Snapshot snapshot, ReplicaSetConfig from, ReplicaSetConfig to) {
    assertThat(snapshot.record()).isInstanceOf(SetRecord.Initiated.class);
    SetRecord.Initiated record = (SetRecord.Initiated) snapshot.record();
    long term = ((Mongod.InSet) snapshot.ownMongod()).term();
    ConfigVersion base = new ConfigVersion(term, from.version().version());
    assertThat(from.members()).allMatch(m -> m.id() <= record.highestId());
    for (Member member : to.members()) {
      if (from.member(member.id()).isEmpty()) {
        assertThat(member.id())
            .as("a new _id is one that is set apart")
            .isGreaterThan(record.highestIdBefore(base))
            .isLessThanOrEqualTo(record.highestId());
      } else {
        assertThat(member.arbiterOnly())
            .as("arbiterOnly never changes")
            .isEqualTo(from.member(member.id()).orElseThrow().arbiterOnly());
      }
    }
  }

  /** What mongod demands of any config. */
  static void checkIsValid(ReplicaSetConfig config) {
    assertThat(config.voters()).hasSizeBetween(1, 7);
    assertThat(config.members()).extracting(Member::id).doesNotHaveDuplicates();
    assertThat(config.members()).extracting(Member::host).doesNotHaveDuplicates();
    assertThat(config.members())
        .allMatch(m -> m.votes() > 0 || m.priority() == 0, "votes 0, so priority 0")
        .allMatch(
            m -> m.priority() == 0 || !(m.hidden() || m.delaySecs() > 0 || m.arbiterOnly()),
            "hidden, delayed, arbiter: priority 0")
        .anyMatch(m -> m.votes() > 0 && m.priority() > 0, "somebody is electable");
  }

  private static void checkForced(
      StatefulSetView.Known set, ReplicaSetConfig from, ReplicaSetConfig to) {
    assertThat(set.wishes().recoverFrom())
        .as("an order")
        .hasValueSatisfying(order -> assertThat(order.version()).isEqualTo(from.version()));
    assertThat(set.fresh()).isTrue();
    checkIsValid(to);
  }

  private static void checkInitiation(Snapshot snapshot, ReplicaSetConfig config) {
    checkIsValid(config);
    assertThat(snapshot.pods())
        .allMatch(
            pod ->
                snapshot.mongod(pod.name()) instanceof Mongod.Uninitiated it
                    && (it.empty() || (isSelf(snapshot, pod) && !hasData(it))),
            "every pod is known to be empty; the own one has no config, and keeps what it holds");
    assertThat(config.member(snapshot.selfPod().orElseThrow().host())).isPresent();
  }

  private static boolean isSelf(Snapshot snapshot, Pod pod) {
    return pod.name().equals(snapshot.self());
  }

  private static boolean hasData(Mongod.Uninitiated mongod) {
    return mongod.contents() == Mongod.Contents.DATA;
  }

  private static boolean mayBeRemoved(Snapshot snapshot, StatefulSetView.Known set, Member member) {
    boolean ordered = set.wishes().removals().contains(member.host());
    return set.fresh() && (isScaledAway(snapshot, set, member.host()) || ordered);
  }

  private static boolean isScaledAway(Snapshot snapshot, StatefulSetView.Known set, HostPort host) {
    String domain = snapshot.selfPod().orElseThrow().host().host().split("\\.", 2)[1];
    String[] name = host.host().split("\\.", 2);
    return name.length == 2
        && (domain + ".").startsWith(name[1] + ".")
        && name[0].matches("mongo-[0-9]+")
        && !set.deleting()
        && set.replicas() > 0
        && set.wishes().sizeIsKnown()
        && !set.wants(Integer.parseInt(name[0].substring("mongo-".length())));
  }

  private static int votingChanges(ReplicaSetConfig from, ReplicaSetConfig to) {
    Set<Integer> before = new HashSet<>();
    from.voters().forEach(m -> before.add(m.id()));
    Set<Integer> after = new HashSet<>();
    to.voters().forEach(m -> after.add(m.id()));
    Set<Integer> either = new HashSet<>(before);
    either.addAll(after);
    before.retainAll(after);
    return either.size() - before.size();
  }

  private static boolean isWell(Mongod.InSet own, Member member) {
    return own.peer(member.id()).filter(peer -> isWell(own, peer)).isPresent();
  }

  private static boolean isWell(Mongod.InSet own, PeerView peer) {
    Duration longest = own.heartbeatInterval().multipliedBy(2).plusSeconds(1);
    return peer.healthy() && peer.state().readable() && peer.silence().compareTo(longest) <= 0;
  }
}
