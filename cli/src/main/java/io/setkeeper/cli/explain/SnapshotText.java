package io.setkeeper.cli.explain;

import io.setkeeper.cli.view.Columns;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A snapshot in brief, as text. Pure. */
final class SnapshotText {
  private static final String UNKNOWN = "-";

  private SnapshotText() {}

  /** The lines: StatefulSet, record, pods with each mongod's answer, config with its members. */
  static List<String> lines(Account account) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        Columns.aligned(
            List.of(
                List.of(
                    "StatefulSet",
                    "%s/%s: %s%s"
                        .formatted(
                            account.namespace(),
                            account.statefulSet(),
                            Words.of(account.snapshot().statefulSet()),
                            account.paused() ? ", paused by annotation" : "")),
                List.of("Record", Words.of(account.snapshot().record())),
                List.of("Lease", Words.of(account.snapshot().lease(), account.at())))));
    if (account.snapshot().statefulSet() instanceof StatefulSetView.Known known) {
      known
          .wishes()
          .faults()
          .forEach(
              fault -> lines.add("not understood: " + fault.annotation() + ": " + fault.why()));
    }
    lines.add("");
    lines.addAll(pods(account));
    lines.add("");
    lines.addAll(
        account
            .config()
            .map(config -> members(account, config))
            .orElseGet(() -> List.of("No mongod tells of a config.")));
    return List.copyOf(lines);
  }

  private static List<String> pods(Account account) {
    if (account.snapshot().pods().isEmpty()) {
      return List.of("No pods.");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("POD", "MONGOD", "ADDRESS", "ANSWER"));
    for (Pod pod : account.snapshot().pods()) {
      rows.add(
          List.of(
              pod.name(),
              Words.of(pod),
              pod.address().orElse(UNKNOWN),
              Words.of(account.snapshot().mongod(pod.name()))));
    }
    return Columns.aligned(rows);
  }

  private static List<String> members(Account account, ReplicaSetConfig config) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("_ID", "HOST", "POD", "STATE", "VOTES", "PRIORITY", "LAG", ""));
    for (Member member : config.members()) {
      Optional<PeerView> peer = account.seen().flatMap(in -> in.peer(member.id()));
      rows.add(
          List.of(
              Integer.toString(member.id()),
              member.host().toString(),
              account.pod(member).map(Pod::name).orElse("no pod"),
              peer.map(SnapshotText::state).orElse(UNKNOWN),
              Integer.toString(member.votes()),
              Words.priority(member.priority()),
              peer.flatMap(p -> lag(account, p)).orElse(UNKNOWN),
              Words.marks(member)));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Config of %s %s%s".formatted(config.setName(), config.version(), committed(account)));
    lines.addAll(Columns.aligned(rows));
    return lines;
  }

  private static String state(PeerView peer) {
    return peer.healthy() ? peer.state().name() : MemberState.DOWN.name();
  }

  /** Only a primary can tell whether its config is committed. */
  private static String committed(Account account) {
    return account
        .seen()
        .filter(Mongod.InSet::writable)
        .map(in -> in.committed() ? ", committed" : ", not committed yet")
        .orElse("");
  }

  private static Optional<String> lag(Account account, PeerView peer) {
    return account
        .seen()
        .flatMap(
            in ->
                in.peers().stream()
                    .filter(p -> p.healthy() && p.state() == MemberState.PRIMARY)
                    .map(PeerView::applied)
                    .findFirst())
        .filter(_ -> peer.healthy() && peer.applied().compareTo(OpTime.NONE) > 0)
        .map(head -> peer.applied().secondsBehind(head) + "s");
  }
}
