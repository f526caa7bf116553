package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.setkeeper.standin.member.Dbpath.Saved;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.store.Failures;
import io.setkeeper.standin.store.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What heartbeats say and what follows from them. Who asks tells of itself; who has the newer
 * config gives it to the other, and so a newcomer gets its first.
 */
final class Beats implements Heartbeats.Exchange {
  private static final Duration BEFORE_CONFIG = Duration.ofSeconds(2);

  private final Member member;
  private final Peers peers;

  Beats(Member member, Peers peers) {
    this.member = member;
    this.peers = peers;
  }

  @Override
  public Document ask(String host) {
    var command =
        new Document("replSetHeartbeat", member.setup().setName())
            .append("report", new View(member, peers).report().toDocument());
    var known = peers.at(host).report();
    member.saved().filter(saved -> isNewer(saved, known)).ifPresent(saved -> add(command, saved));
    return command.append("$db", "admin");
  }

  private static void add(Document document, Saved saved) {
    document.append("config", saved.config().toStoredDocument());
    saved.group().addTo(document);
  }

  private static boolean isNewer(Saved saved, Optional<Report> known) {
    var mine = saved.config().version();
    return known
        .filter(report -> report.version() == mine.version() && report.configTerm() == mine.term())
        .isEmpty();
  }

  /** Answers another member's heartbeat. */
  Document answer(Document command) {
    try {
      var set = Fields.text(command, "replSetHeartbeat");
      if (!set.equals(member.setup().setName())) {
        return Failures.reply(
            108,
            "InconsistentReplicaSetNames",
            "Our set name of " + member.setup().setName() + " does not match " + set);
      }
      Fields.find(command, "report", Document.class).ifPresent(this::hear);
      var refusal = take(command);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      return reply(command);
    } catch (MongoServerException e) {
      return Failures.reply(e);
    }
  }

  private Document reply(Document command) {
    var removed = member.saved().isPresent() && member.self().isEmpty();
    var report = Fields.find(command, "report", Document.class).map(Report::fromDocument);
    var reply =
        removed
            ? Failures.reply(93, "InvalidReplicaSetConfig", Replies.REMOVED_HEARTBEAT_MESSAGE)
            : new Document("ok", 1.0);
    reply.append("report", new View(member, peers).report().toDocument());
    member
        .saved()
        .filter(saved -> report.isPresent() && isNewer(saved, report))
        .ifPresent(saved -> add(reply, saved));
    return reply;
  }

  private void hear(Document document) {
    var report = Report.fromDocument(document);
    if (!report.host().isEmpty() && peers.heard(report.host(), report, now())) {
      member.heartbeats().tell(report.host());
    }
    member.wake();
  }

  /** Installs the other's config, if it is of this set and newer. */
  private Optional<Document> take(Document document) {
    if (!(document.get("config") instanceof Document given)) {
      return Optional.empty();
    }
    var config = ReplicaSetConfig.fromStored(given);
    var mine = member.saved().flatMap(saved -> saved.config().settings().replicaSetId());
    if (mine.isPresent() && !mine.equals(config.settings().replicaSetId())) {
      return Optional.of(
          Failures.reply(
              103,
              "NewReplicaSetConfigurationIncompatible",
              "replica set IDs do not match, ours: %s; remote node's: %s"
                  .formatted(mine.get(), config.settings().replicaSetId().orElse(null))));
    }
    var group = Group.in(document, config).asSeenBy(member.dbpath().node());
    member.known().install(config, group, !group.founders().isEmpty());
    return Optional.empty();
  }

  @Override
  public void answered(String host, Document reply, long millis) {
    if (reply.get("report") instanceof Document report) {
      if (Fields.isTrue(reply, "ok")) {
        peers.answered(host, Report.fromDocument(report), now(), millis);
      } else {
        peers.failed(host, Fields.text(reply, "errmsg"));
      }
      take(reply);
      if (isBehind(Report.fromDocument(report))) {
        member.heartbeats().tell(host);
      }
    } else {
      peers.failed(host, String.valueOf(reply.get("errmsg")));
    }
    member.wake();
  }

  /** Whether it has not got this member's config yet: no need to wait for the next heartbeat. */
  private boolean isBehind(Report report) {
    return member.saved().isPresent() && report.version() == -2;
  }

  @Override
  public void failed(String host, String why) {
    if (peers.failed(host, why)) {
      member.wake();
    }
  }

  @Override
  public Duration interval() {
    return member
        .saved()
        .map(saved -> Duration.ofMillis(saved.config().settings().heartbeatIntervalMillis()))
        .orElse(BEFORE_CONFIG);
  }

  @Override
  public Duration timeout() {
    return member
        .saved()
        .map(saved -> Duration.ofSeconds(saved.config().settings().heartbeatTimeoutSecs()))
        .orElse(BEFORE_CONFIG);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }
}
