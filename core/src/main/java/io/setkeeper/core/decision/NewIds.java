package io.setkeeper.core.decision;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import java.util.List;

/**
 * An {@code _id} is set apart in the record before a config has it.
 *
 * <p>None is ever used twice: a remove and an add under one {@code _id} count as no change of a
 * voter for MongoDB's safety rules. What a primary knows of the {@code _id}s in use may be old: it
 * was cut off, or stood still between its last look and its deed, while another one went on. So it
 * sets those that it needs apart, by compare-and-set, for a reconfig of the version that it has, in
 * the term that it was elected in: no other primary has that one. Who comes second finds its write
 * refused, or the other's {@code _id}s taken, used or not.
 */
final class NewIds {
  private static final String RULE = "record-first";

  private NewIds() {}

  /** What comes before a decision that gives out new {@code _id}s; else the decision itself. */
  static Decision setApartBefore(PrimaryView view, Decision decision) {
    if (!(decision instanceof Decision.Act(Action.Reconfig(var from, var to), var reason))
        || !givesOut(from, to)
        || !(view.snapshot().record() instanceof SetRecord.Initiated record)
        || record.allows(to.highestId(), view.idsBase())) {
      return decision;
    }
    return view.wanted().fresh()
        ? setApart(view, record, from, to)
        : new Decision.LookAgain(
            Reason.of(
                RULE,
                "Reading everything again before members are added",
                "what is cached may be stale: the members wanted, and the highest _id"));
  }

  /** Whether that is what the record is written for. */
  static boolean areSetApartBy(Action.WriteRecord write) {
    return write.from() instanceof SetRecord.Initiated from
        && write.to() instanceof SetRecord.Initiated to
        && to.setApart().isPresent()
        && !to.setApart().equals(from.setApart());
  }

  private static boolean givesOut(ReplicaSetConfig from, ReplicaSetConfig to) {
    return to.members().stream().map(Member::id).anyMatch(id -> from.member(id).isEmpty());
  }

  private static Decision setApart(
      PrimaryView view, SetRecord.Initiated record, ReplicaSetConfig from, ReplicaSetConfig to) {
    List<HostPort> newcomers =
        to.members().stream()
            .filter(member -> from.member(member.id()).isEmpty())
            .map(Member::host)
            .toList();
    return new Decision.Act(
        new Action.WriteRecord(record, record.settingApart(to.highestId(), view.idsBase())),
        Reason.of(
            RULE,
            "Setting _ids apart, up to %d".formatted(to.highestId()),
            "%s are about to be added, and no _id is ever used twice".formatted(newcomers)));
  }
}
