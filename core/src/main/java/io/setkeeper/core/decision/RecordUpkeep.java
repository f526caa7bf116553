package io.setkeeper.core.decision;

import io.setkeeper.core.model.SetRecord;
import java.util.List;
import java.util.Optional;

/**
 * The record tells the truth about the set before anything else is done to it.
 *
 * <p>No {@code _id} is ever used twice: those that a keeper gives out are in the record before (see
 * {@link NewIds}), and one that somebody else gave out is in it before the next reconfig, so also
 * before the member that has it can be removed. A record of another set stops everything: then this
 * primary is not of the set that was formed here.
 *
 * <p>A set that was initiated before MongoDB 3.2 has no {@code settings.replicaSetId}, and no
 * reconfig gives it one, forced or not (source: repl_set_config_checks.cpp, "New and old
 * configurations differ in replica set ID"). A record could not tell it from another set of its
 * name, nor a newcomer that holds its data from a stranger, so it is not taken over.
 */
final class RecordUpkeep {
  private static final String RULE = "record-first";

  private RecordUpkeep() {}

  static Optional<Decision> decide(PrimaryView view) {
    if (view.config().replicaSetId().isEmpty()) {
      return Optional.of(hasNoIdentity());
    }
    String id = view.config().replicaSetId().get();
    return switch (view.snapshot().record()) {
      case SetRecord.Unknown(String why) ->
          Optional.of(
              new Decision.Wait(Reason.of(RULE, "Waiting for the set's record to be read", why)));
      case SetRecord.None none ->
          write(view, none, List.of(), "a set without a record is taken over as its config has it");
      case SetRecord.Initiating initiating ->
          write(view, initiating, List.of(), "mongod has given the set its replicaSetId");
      case SetRecord.Initiated record when !record.replicaSetId().equals(id) ->
          Optional.of(
              new Decision.Refuse(
                  Reason.of(
                      RULE,
                      "Touching nothing: this is not the set that the record names",
                      "the record says %s, the primary's config %s; delete the wrong one's volume or,"
                              .formatted(record.replicaSetId(), id)
                          + " if the record is wrong, the record")));
      case SetRecord.Initiated record when record.highestId() < view.config().highestId() ->
          write(view, record, record.orders(), "a higher _id came into use");
      case SetRecord.Initiated record -> Optional.empty();
    };
  }

  private static Decision hasNoIdentity() {
    return new Decision.Refuse(
        Reason.of(
            RULE,
            "Touching nothing: the set has no identity that a record could keep",
            "its config has no settings.replicaSetId, as a set that was initiated before MongoDB 3.2,"
                + " and no reconfig can give it one; to have it kept make a new set of its data: start"
                + " one member's mongod without --replSet and drop its database local, start it with"
                + " --replSet again and rs.initiate() there, and empty the volumes of the others"));
  }

  private static Optional<Decision> write(
      PrimaryView view, SetRecord from, List<String> orders, String why) {
    String id = view.config().replicaSetId().orElse("");
    int highest = view.config().highestId();
    SetRecord.Initiated to = new SetRecord.Initiated("", id, highest, Optional.empty(), orders);
    return Optional.of(
        new Decision.Act(
            new Action.WriteRecord(from, to),
            Reason.of(RULE, "Noting set %s, highest _id %d".formatted(id, highest), why)));
  }
}
