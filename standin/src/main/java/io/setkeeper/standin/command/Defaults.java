package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.member.Member;
import io.setkeeper.standin.raft.RaftInterrupted;
import io.setkeeper.standin.replset.DefaultConcerns;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.Refusal;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.store.Failures;
import io.setkeeper.standin.store.LogEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;

/** getDefaultRWConcern and setDefaultRWConcern: what is set goes through the log as writes do. */
final class Defaults {
  private final Member member;

  Defaults(Member member) {
    this.member = member;
  }

  Document get() {
    return switch (member.state()) {
      case ReplicaSetState.Uninitiated state -> Replies.refused(state, Replies.NOT_YET_INITIALIZED);
      case ReplicaSetState.Removed state -> reply(state.config(), member.store().defaults());
      case ReplicaSetState.Member state -> reply(state.config(), member.store().defaults());
    };
  }

  Document set(Document command) throws InterruptedException {
    if (!(member.state() instanceof ReplicaSetState.Member state) || !member.isWritable()) {
      return refuse(MongoError.NOT_WRITABLE_PRIMARY, "not master");
    }
    var refusal = DefaultConcerns.refusal(command);
    if (refusal.isPresent()) {
      return Replies.refused(state, refusal.get());
    }
    var before = member.store().applied().opTime().ts();
    var next = DefaultConcerns.after(command, before, now());
    try {
      var stored = next.toStoredDocument().orElseThrow();
      var _ = member.submit(new LogEntry.Defaults(now(), stored)).get();
      return reply(state.config(), next);
    } catch (ExecutionException e) {
      return e.getCause() instanceof RaftInterrupted
          ? refuse(
              MongoError.INTERRUPTED_DUE_TO_REPL_STATE_CHANGE,
              "operation was interrupted because the primary stepped down")
          : Failures.reply(1, "InternalError", String.valueOf(e.getCause()));
    }
  }

  private static Document reply(ReplicaSetConfig config, DefaultConcerns concerns) {
    return concerns.reply(config, now());
  }

  private Document refuse(MongoError error, String message) {
    return Replies.refused(member.state(), new Refusal(error, message));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
