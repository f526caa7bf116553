package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.setkeeper.standin.member.Member;
import io.setkeeper.standin.member.ReplicaSetAdmin;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.Refusal;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.store.Failures;
import io.setkeeper.standin.store.Fields;
import io.setkeeper.standin.wire.Commands;
import io.setkeeper.standin.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Leads every command to whoever answers it. */
public final class CommandTable implements Commands {
  private final Member member;
  private final Reads reads;
  private final Writes writes;
  private final Diagnostics diagnostics;
  private final Defaults defaults;
  private final ReplicaSetAdmin admin;

  /**
   * The commands of one member.
   *
   * @param arguments the command line, for getCmdLineOpts
   */
  public CommandTable(Member member, List<String> arguments) {
    this.member = member;
    this.reads = new Reads(member);
    this.writes = new Writes(member);
    this.diagnostics = new Diagnostics(member, arguments);
    this.defaults = new Defaults(member);
    this.admin = new ReplicaSetAdmin(member);
  }

  @Override
  public Document answer(Request request) throws InterruptedException {
    Document reply;
    try {
      reply = dispatch(request);
    } catch (MongoServerException e) {
      reply = Failures.reply(e);
    } catch (ClassCastException | IllegalArgumentException e) {
      reply = Failures.reply(2, "BadValue", String.valueOf(e.getMessage()));
    }
    return withTimes(reply);
  }

  private Document withTimes(Document reply) {
    var own = reply.remove("operationTime");
    if (!Replies.hasClusterTime(member.state())) {
      return reply;
    }
    var cluster = member.store().applied().opTime().ts();
    return Replies.withClusterTime(
        reply, cluster, own instanceof BsonTimestamp time ? time : cluster);
  }

  private Document dispatch(Request request) throws InterruptedException {
    var name = request.name().toLowerCase(Locale.ROOT);
    if (name.equals("hello") || name.equals("ismaster")) {
      return hello(request, name);
    }
    if (request.legacy()) {
      return Failures.reply(
          352,
          "UnsupportedOpQueryCommand",
          "Unsupported OP_QUERY command: %s. The client driver may require an upgrade."
              .formatted(request.name()));
    }
    if (Args.inTransaction(request.body())) {
      throw Unsupported.error("transactions");
    }
    return switch (name) {
      case "insert",
          "update",
          "delete",
          "findandmodify",
          "create",
          "createindexes",
          "drop",
          "dropindexes",
          "dropdatabase",
          "renamecollection" ->
          writes.run(name, request.database(), request.body());
      case "find",
          "aggregate",
          "count",
          "distinct",
          "getmore",
          "killcursors",
          "listcollections",
          "listindexes",
          "listdatabases",
          "dbstats",
          "collstats",
          "validate" ->
          reads.run(name, request);
      default -> other(name, request);
    };
  }

  private Document other(String name, Request request) throws InterruptedException {
    var diagnostic = diagnostics.answer(request);
    if (diagnostic.isPresent()) {
      return diagnostic.get();
    }
    var set = admin.answer(name, request.database(), request.body());
    if (set.isPresent()) {
      return set.get();
    }
    return switch (name) {
      case "getdefaultrwconcern" -> defaults.get();
      case "setdefaultrwconcern" -> defaults.set(request.body());
      case "committransaction", "aborttransaction" -> throw Unsupported.error("transactions");
      case "collmod",
          "bulkwrite",
          "explain",
          "createuser",
          "saslstart",
          "authenticate",
          "setfeaturecompatibilityversion",
          "mapreduce",
          "fsync" ->
          throw Unsupported.error("the command '" + request.name() + "'");
      default -> Failures.reply(59, "CommandNotFound", "no such command: '" + request.name() + "'");
    };
  }

  private Document hello(Request request, String name) throws InterruptedException {
    awaitNews(request.body());
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    if (member.isClosing()) {
      return Replies.refused(
          member.state(),
          new Refusal(
              MongoError.SHUTDOWN_IN_PROGRESS, "The server is in quiesce mode and will shut down"));
    }
    var reply =
        name.equals("hello")
            ? Replies.hello(member.state(), now, request.connectionId())
            : Replies.isMaster(member.state(), now, request.connectionId());
    if (request.body().containsKey("helloOk")) {
      reply.append("helloOk", true);
    }
    return reply;
  }

  /** An awaitable hello waits for a topology other than the client knows. */
  private void awaitNews(Document command) throws InterruptedException {
    if (!(command.get("topologyVersion") instanceof Document known)
        || !(command.get("maxAwaitTimeMS") instanceof Number most)) {
      return;
    }
    var process = Fields.find(known, "processId", ObjectId.class);
    long counter = Fields.number(known, "counter", -1);
    var _ =
        member.await(
            () -> member.isClosing() || !member.isTopology(process, counter),
            Duration.ofMillis(most.longValue()));
  }
}
