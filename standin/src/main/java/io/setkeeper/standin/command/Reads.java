package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.setkeeper.standin.member.Member;
import io.setkeeper.standin.raft.RaftInterrupted;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.Refusal;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.store.Failures;
import io.setkeeper.standin.store.Fields;
import io.setkeeper.standin.store.LogEntry;
import io.setkeeper.standin.wire.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Commands that only read: from this member's own data. */
final class Reads {
  /** MongoDB's, and mongo-java-server's has none. */
  private static final int FIRST_BATCH = 101;

  private static final int NEXT_BATCH = 1_000;

  private final Member member;

  Reads(Member member) {
    this.member = member;
  }

  Document run(String name, Request request) throws InterruptedException {
    var command = request.body();
    if (request.database().equals("local")) {
      return local(name, command);
    }
    var refusal = refusal(request);
    if (refusal.isPresent()) {
      return Replies.refused(member.state(), refusal.get());
    }
    var tooLate = waitFor(command);
    if (tooLate.isPresent()) {
      return tooLate.get();
    }
    var own = Args.own(command);
    Unsupported.check(name, own);
    if (name.equals("find")) {
      own.putIfAbsent("batchSize", FIRST_BATCH);
    } else if (name.equals("getmore")) {
      own.putIfAbsent("batchSize", NEXT_BATCH);
    }
    return name.equals("listdatabases")
        ? listDatabases()
        : member.store().read(request.channel(), request.database(), request.name(), own);
  }

  /** Whether this member may answer, by its state and what the client asked for. */
  private Optional<Refusal> refusal(Request request) {
    var state = member.state();
    if (member.isClosing()) {
      return Optional.of(
          new Refusal(
              MongoError.SHUTDOWN_IN_PROGRESS, "The server is in quiesce mode and will shut down"));
    }
    boolean readable =
        state instanceof ReplicaSetState.Member known
            && (known.role().state() == MemberState.PRIMARY
                || known.role().state() == MemberState.SECONDARY);
    if (!readable) {
      return Optional.of(
          new Refusal(
              MongoError.NOT_PRIMARY_OR_SECONDARY, "node is not in primary or recovering state"));
    }
    return member.isWritable() || Args.secondaryOk(request.body()) || isCursor(request)
        ? Optional.empty()
        : Optional.of(
            new Refusal(MongoError.NOT_PRIMARY_NO_SECONDARY_OK, "not master and slaveOk=false"));
  }

  private static boolean isCursor(Request request) {
    return request.name().equalsIgnoreCase("getMore")
        || request.name().equalsIgnoreCase("killCursors");
  }

  /** Causal consistency and linearizable reads. */
  private Optional<Document> waitFor(Document command) throws InterruptedException {
    var most = Args.maxTime(command);
    var after = Args.afterClusterTime(command);
    if (after.isPresent()
        && !member.await(
            () -> member.store().applied().opTime().ts().compareTo(after.get()) >= 0, most)) {
      return Optional.of(Failures.reply(50, "MaxTimeMSExpired", "operation exceeded time limit"));
    }
    return switch (Args.readConcern(command)) {
      case "linearizable" -> linearizable(command);
      case "snapshot" -> throw Unsupported.error("the read concern 'snapshot'");
      default -> Optional.empty();
    };
  }

  /** As mongod does it: after a no-op that a majority has, nothing older can be read. */
  private Optional<Document> linearizable(Document command) throws InterruptedException {
    var noop = new LogEntry.Noop(Instant.now(), "linearizable read");
    try {
      member.submit(noop).get(Args.maxTime(command).toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (TimeoutException _) {
      return Optional.of(Failures.reply(50, "MaxTimeMSExpired", "operation exceeded time limit"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RaftInterrupted) {
        var refusal = new Refusal(MongoError.NOT_WRITABLE_PRIMARY, "not master");
        return Optional.of(Replies.refused(member.state(), refusal));
      }
      throw new MongoServerError(1, "InternalError", String.valueOf(e.getCause()));
    }
  }

  private Document listDatabases() {
    var databases =
        member.store().databaseNames().stream()
            .map(name -> new Document("name", name).append("sizeOnDisk", 0L).append("empty", false))
            .toList();
    return new Document("databases", databases).append("totalSize", 0L).append("ok", 1.0);
  }

  /** The database of each member's own: it has the config, and no oplog. */
  private Document local(String name, Document command) {
    return switch (name) {
      case "find" -> {
        var collection = Fields.text(command, "find");
        List<Document> found =
            collection.equals("system.replset")
                ? member.storedConfig().map(List::of).orElse(List.of())
                : List.of();
        yield cursor("local." + collection, found);
      }
      case "count" ->
          new Document(
                  "n",
                  "system.replset".equals(command.get("count"))
                      ? (int) member.storedConfig().stream().count()
                      : 0)
              .append("ok", 1.0);
      case "listcollections" ->
          cursor(
              "local.$cmd.listCollections",
              member.storedConfig().stream()
                  .map(
                      _ ->
                          new Document("name", "system.replset")
                              .append("type", "collection")
                              .append("options", new Document())
                              .append("info", new Document("readOnly", false)))
                  .toList());
      default -> throw Unsupported.error("'" + name + "' in the database 'local'");
    };
  }

  private static Document cursor(String namespace, List<Document> batch) {
    return new Document(
            "cursor", new Document("id", 0L).append("ns", namespace).append("firstBatch", batch))
        .append("ok", 1.0);
  }
}
