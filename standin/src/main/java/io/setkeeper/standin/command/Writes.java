package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.command.Preparation.Part;
import io.setkeeper.standin.member.Member;
import io.setkeeper.standin.raft.RaftInterrupted;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.Refusal;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.store.Failures;
import io.setkeeper.standin.store.Fields;
import io.setkeeper.standin.store.LogEntry;
import io.setkeeper.standin.store.LogEntry.RetryKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Commands that change data: through the log, and so acknowledged when a majority of the voters has
 * them on disk, whatever less a write concern asks for.
 */
final class Writes {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Member member;

  Writes(Member member) {
    this.member = member;
  }

  Document run(String name, String database, Document command) throws InterruptedException {
    if (!member.isWritable()) {
      return retryable(command, Replies.refused(member.state(), notPrimary()));
    }
    if (database.equals("local")) {
      throw Unsupported.error("writes into the database 'local'");
    }
    var own = Args.own(command);
    Unsupported.check(name, own);
    var concern = WriteConcern.of(command, member.store().defaults());
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var parts = Preparation.parts(name, own, now);
    boolean ordered = !Boolean.FALSE.equals(own.get("ordered"));
    try {
      var replies = new ArrayList<Document>();
      for (int i = 0; i < parts.size(); i++) {
        var reply = submit(database, parts.get(i), retryKey(command, i), now, concern);
        replies.add(reply);
        if (!Fields.isTrue(reply, "ok") || (ordered && reply.containsKey("writeErrors"))) {
          break;
        }
      }
      return finish(merge(replies, parts), concern);
    } catch (ExecutionException e) {
      return retryable(command, interrupted(e));
    } catch (TimeoutException _) {
      return Failures.reply(
          MongoError.WRITE_CONCERN_FAILED.code(),
          MongoError.WRITE_CONCERN_FAILED.codeName(),
          "waiting for replication timed out");
    }
  }

  private static Optional<RetryKey> retryKey(Document command, int part) {
    return Args.retryKey(command).map(key -> new RetryKey(key.session(), key.transaction(), part));
  }

  private Document submit(
      String database, Part part, Optional<RetryKey> retry, Instant now, WriteConcern concern)
      throws InterruptedException, ExecutionException, TimeoutException {
    var entry = new LogEntry.Write(now, database, part.command(), part.ids(), retry);
    var wait = concern.timeout().orElse(FOR_EVER);
    return member.submit(entry).get(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Refusal notPrimary() {
    return member.isClosing()
        ? new Refusal(
            MongoError.SHUTDOWN_IN_PROGRESS, "The server is in quiesce mode and will shut down")
        : new Refusal(MongoError.NOT_WRITABLE_PRIMARY, "not master");
  }

  private Document interrupted(ExecutionException e) {
    if (!(e.getCause() instanceof RaftInterrupted)) {
      return Failures.reply(1, "InternalError", String.valueOf(e.getCause()));
    }
    return Replies.refused(
        member.state(),
        member.isClosing()
            ? new Refusal(MongoError.INTERRUPTED_AT_SHUTDOWN, "interrupted at shutdown")
            : new Refusal(
                MongoError.INTERRUPTED_DUE_TO_REPL_STATE_CHANGE,
                "operation was interrupted because the primary stepped down"));
  }

  private static Document retryable(Document command, Document refusal) {
    return Args.retryKey(command).isPresent()
        ? refusal.append("errorLabels", List.of("RetryableWriteError"))
        : refusal;
  }

  /** One reply of several, with the statements' indexes in the whole command. */
  private static Document merge(List<Document> replies, List<Part> parts) {
    if (replies.size() == 1) {
      return replies.getFirst();
    }
    var merged = new Document("n", 0);
    for (int i = 0; i < replies.size(); i++) {
      var reply = replies.get(i);
      if (!Fields.isTrue(reply, "ok")) {
        return reply;
      }
      for (var key : List.of("n", "nModified")) {
        if (reply.containsKey(key)) {
          merged.put(key, (int) (Fields.number(merged, key, 0) + Fields.number(reply, key)));
        }
      }
      for (var key : List.of("upserted", "writeErrors")) {
        if (reply.containsKey(key)) {
          var all = new ArrayList<Document>();
          if (merged.containsKey(key)) {
            all.addAll(Fields.documents(merged, key));
          }
          int first = parts.get(i).first();
          for (var item : Fields.documents(reply, key)) {
            all.add(item.append("index", (int) (Fields.number(item, "index") + first)));
          }
          merged.put(key, all);
        }
      }
      merged.put("operationTime", reply.get("operationTime"));
    }
    return merged.append("ok", 1.0);
  }

  private Document finish(Document reply, WriteConcern concern) throws InterruptedException {
    var failure = concern.failure(member);
    var at = Fields.need(reply, "operationTime", BsonTimestamp.class);
    if (!(member.state() instanceof ReplicaSetState.Member state)) {
      return reply;
    }
    var ok = reply.remove("ok");
    reply.remove("operationTime");
    reply.put("electionId", electionId(state.term()));
    reply.put("opTime", new Document("ts", at).append("t", state.term()));
    failure.ifPresent(error -> reply.append("writeConcernError", error));
    return reply.append("ok", ok).append("operationTime", at);
  }

  private static ObjectId electionId(long term) {
    return new ObjectId(ByteBuffer.allocate(12).putInt(0x7fffffff).putLong(term).array());
  }
}
