package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.store.Failures;
import io.setkeeper.standin.store.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The replSet* commands. */
public final class ReplicaSetAdmin {
  private final Member member;
  private final Beats beats;
  private final Initiation initiation;
  private final Reconfiguration reconfiguration;
  private final Handover handover;

  /** The commands of this member. */
  public ReplicaSetAdmin(Member member) {
    this.member = member;
    this.beats = new Beats(member, member.peers());
    this.initiation = new Initiation(member);
    this.reconfiguration = new Reconfiguration(member);
    this.handover = new Handover(member);
  }

  /** The reply, if it is one of these commands. */
  public Optional<Document> answer(String name, String database, Document command)
      throws InterruptedException {
    if (!name.startsWith("replset")) {
      return Optional.empty();
    }
    if (!database.equals("admin")) {
      return Optional.of(
          Failures.reply(
              13, "Unauthorized", name + " may only be run against the admin database."));
    }
    return Optional.ofNullable(
        switch (name) {
          case "replsetgetstatus" -> Replies.status(member.state(), now());
          case "replsetgetconfig" ->
              Replies.config(member.state(), Fields.isTrue(command, "commitmentStatus"));
          case "replsetheartbeat" -> beats.answer(command);
          case "replsetinitiate" -> initiation.run(command);
          case "replsetreconfig" -> reconfiguration.run(command);
          case "replsetstepdown" -> handover.stepDown(command);
          case "replsetstepup" -> handover.stepUp(command);
          case "replsetfreeze" -> handover.freeze(command);
          default -> null;
        });
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
